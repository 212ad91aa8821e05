/* Keeps pages that were read, for reading without a connection. SETTINGS comes before this, from the server. */

const CACHE = `${SETTINGS.name}-${SETTINGS.version}`;

addEventListener("install", (event) => event.waitUntil(prepare()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = origin === location.origin && !SETTINGS.never.some((start) => pathname.startsWith(start));
  if (!isOurs || request.method !== "GET" || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (SETTINGS.files.some((start) => pathname.startsWith(start))) event.respondWith(file(event));
});

async function prepare() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SETTINGS.first.map((address) => new Request(address, { cache: "reload" })));
  await skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(`${SETTINGS.name}-`) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function page(event) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(isPublic(event.request, response) ? keep(event.request, response.clone()) : forget(event.request));
    return response;
  } catch (error) {
    return (await kept(event.request)) ?? (await kept(offlinePage(event.request))) ?? Promise.reject(error);
  }
}

async function file(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok && response.type === "basic") event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch {
    return (await kept(event.request)) ?? fetch(event.request, { cache: "force-cache" }); // the browser may have it
  }
}

/* What was searched for or filtered is nobody's business later; what depends on who asks is somebody's own. */
function isPublic(request, response) {
  const said = (name) => (response.headers.get(name) ?? "").toLowerCase();
  return response.status === 200 && response.type === "basic" && !response.redirected
    && !new URL(request.url).search && said("content-type").startsWith("text/html")
    && !/private|no-store/.test(said("cache-control")) && !/cookie|\*/.test(said("vary"));
}

function offlinePage(request) {
  const { pathname } = new URL(request.url);
  return SETTINGS.offline.find(([start]) => pathname.startsWith(start))[1];
}

async function kept(request) {
  return (await caches.open(CACHE)).match(request);
}

async function keep(request, response) {
  const cache = await caches.open(CACHE);
  await cache.put(request, response);
  const kept = (await cache.keys()).filter(({ url }) => !SETTINGS.first.includes(new URL(url).pathname));
  await Promise.all(kept.slice(0, -SETTINGS.most).map((one) => cache.delete(one))); // the oldest
}

async function forget(request) {
  await (await caches.open(CACHE)).delete(request);
}
