/* What every page loads: it keeps what is read for reading without a connection, and asks for more when it is wanted. */

const { worker, suggestions } = document.querySelector("script[data-worker]").dataset;

navigator.serviceWorker?.register(worker).catch(() => {}); // the site is read without it, too

addEventListener("focusin", ({ target }) => {
  if (target.form?.dataset.suggestions) import(suggestions).then(({ offer }) => offer(target)).catch(() => {});
});
