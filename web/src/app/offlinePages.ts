/**
 * Asks the service worker to keep the page that is open now, with the scripts and styles it has loaded, so that it opens
 * again without a line. Does nothing where the browser offers no service worker (plain http on a local network).
 */
export function keepPage(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active?.postMessage({ keep: window.location.pathname, files: loadedFiles() }))
    .catch((reason: unknown) => console.warn('The page cannot be kept on this device', reason));
}

function loadedFiles(): string[] {
  return performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((address) => address.origin === window.location.origin && isShellFile(address.pathname))
    .map((address) => address.pathname);
}

function isShellFile(path: string): boolean {
  return path.startsWith('/assets/');
}
