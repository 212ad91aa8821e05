// Shows how far a submission is without reloading the page. Without this script, reloading it does the same.
(() => {
  const ID = "submission";

  async function refresh() {
    const shown = document.getElementById(ID);
    if (!shown?.dataset.refresh) return;
    // Whoever is about to press a button must not have it replaced under their hand.
    if (!document.hidden && !shown.contains(document.activeElement)) {
      try {
        const response = await fetch(window.location.href, { credentials: "same-origin" });
        if (response.ok && !response.redirected) {
          const page = new DOMParser().parseFromString(await response.text(), "text/html");
          const fresh = page.getElementById(ID);
          if (fresh) shown.replaceWith(fresh);
        }
      } catch {
        // Offline for a moment: the next turn tries again.
      }
    }
    window.setTimeout(refresh, Number(shown.dataset.refresh));
  }

  refresh();
})();
