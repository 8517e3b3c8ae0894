/*
 * Keeps the frame of the pages that ask for it, and nothing else: no answer of the server's data is ever stored here.
 * A page posts `{ keep: '/tasks/…', files: ['/assets/…'] }`; when the line is down, its address and its files come from here.
 */
const shelf = 'xieli-shell-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== shelf) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const { keep, files } = event.data ?? {};
  if (typeof keep === 'string' && Array.isArray(files)) event.waitUntil(store(keep, files));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(navigate(request, address.pathname));
  else if (address.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

/** Stores the page and its files; files of an older version, which no kept page can name any more, go. */
async function store(page, files) {
  const cache = await caches.open(shelf);
  const response = await fetch(page, { credentials: 'same-origin' });
  if (!response.ok || !response.headers.get('content-type')?.includes('text/html')) return;
  const html = await response.clone().text();
  const entry = html.match(/\/assets\/[^"]+\.js/)?.[0];
  if (entry !== undefined && !(await cache.match(entry))) await dropAll(cache);
  await cache.put(page, response);
  const missing = [];
  for (const name of files) if (!(await cache.match(name))) missing.push(name);
  await cache.addAll(missing);
}

async function dropAll(cache) {
  for (const request of await cache.keys()) await cache.delete(request);
}

/** The line first; without it the kept page of this address, or any kept page, since all share one frame. */
async function navigate(request, path) {
  try {
    return await fetch(request);
  } catch (failure) {
    const cache = await caches.open(shelf);
    const kept = (await cache.match(path)) ?? (await anyPage(cache));
    if (kept !== undefined) return kept;
    throw failure;
  }
}

async function anyPage(cache) {
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response?.headers.get('content-type')?.includes('text/html')) return response;
  }
  return undefined;
}

/** File names carry a hash of their content, so a kept one is never stale. */
async function file(request) {
  return (await (await caches.open(shelf)).match(request)) ?? fetch(request);
}
