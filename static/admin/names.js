// Names for the fields that scripts of Wagtail's make without one: tags, and rich text within a body.
{
  const NAMELESS = ':is(.public-DraftEditor-content, .tagit-new > input):not([aria-label], [aria-labelledby])';
  let isWaiting = false;

  const nameThem = () => {
    isWaiting = false;
    document.querySelectorAll(NAMELESS).forEach((one) => {
      const around = one.closest('.w-field__wrapper, .w-panel, li:has(label)');
      const label = around?.querySelector('label, .w-panel__heading');
      const name = label?.textContent.trim().replace(/\s+/g, ' ').replace(/\*$/, '');
      if (name) one.setAttribute('aria-label', name);
    });
  };

  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(nameThem);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
