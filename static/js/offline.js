/* Keeps what is read for reading without a connection, where the browser can. */

const { worker } = document.querySelector("script[data-worker]").dataset;

navigator.serviceWorker?.register(worker).catch(() => {}); // the site is read without it, too
