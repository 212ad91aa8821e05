// Names for the fields that scripts of Wagtail's make without one: tags, and rich text within a body.
{
  const NAMELESS = ':is(.public-DraftEditor-content, .tagit-new > input):not([aria-label], [aria-labelledby])';
  const AROUND = '.w-field__wrapper, .w-panel, li:has(label)';
  let isWaiting = false;

  // What stands nearest around the field and has a name: its own wrapper may have none, the block in which it is has.
  const nameOf = (one) => {
    for (let around = one; (around = around.parentElement?.closest(AROUND)); ) {
      const label = around.querySelector('label, .w-panel__heading');
      const name = label?.textContent.trim().replace(/\s+/g, ' ').replace(/\*$/, '');
      if (name) return name;
    }
    return '';
  };

  const nameThem = () => {
    isWaiting = false;
    document.querySelectorAll(NAMELESS).forEach((one) => {
      const name = nameOf(one);
      if (name) one.setAttribute('aria-label', name);
    });
  };

  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(nameThem);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
