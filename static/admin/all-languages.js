// “All languages” ticks each of them, where a page is submitted for translation.
document.addEventListener('change', ({ target }) => {
  if (target.name !== 'select_all') return;
  document.querySelectorAll('[name="locales"]').forEach((one) => {
    one.checked = target.checked;
  });
});
