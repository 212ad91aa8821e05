// A check of ours beside Wagtail's: the text of a link has to make sense alone. The words come from the server
// (core.languages); registerCheck is Wagtail's own door for this, open until the page has loaded.
(() => {
  function check(link, { texts, edges }) {
    const name = link.getAttribute("aria-label") || link.textContent;
    const words = name.trim().replace(/\s+/g, " ").split("");
    while (words.length && edges.includes(words.at(-1))) words.pop();
    while (words.length && edges.includes(words[0])) words.shift();
    return !Object.entries(texts).some(([language, known]) => known.includes(words.join("").toLocaleLowerCase(language)));
  }

  window.wagtail?.userbar?.registerCheck("check-link-text", check);
})();
