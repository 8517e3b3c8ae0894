import { useEffect, useRef } from 'react';

/** Told which tables changed; `null` when anything may have. */
type Listener = (tables: readonly string[] | null) => void;

const pollingPauseInMilliseconds = 30_000;
/** Pages that hear of one change ask at different moments. */
const longestDelayInMilliseconds = 1_000;

const listeners = new Set<Listener>();
let stream: EventSource | null = null;
let polling = 0;

/**
 * Calls `onChange` soon after one of the tables changed anywhere (design.md 3, Live). The stream is open only while somebody
 * listens and the page is in front, because a browser gives all pages of one site six connections together. Where the stream
 * fails, a look every half minute takes its place.
 */
export function useLive(tables: readonly string[] | undefined, onChange: () => void): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const names = tables?.join(' ');
  useEffect(() => {
    if (names === undefined) return;
    const wanted = names.split(' ');
    let timer = 0;
    const stop = listen((changed) => {
      if (!concerns(changed, wanted)) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => latest.current(), Math.random() * longestDelayInMilliseconds);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [names]);
}

/** Does a change of these tables concern a page that shows the wanted ones? */
export function concerns(changed: readonly string[] | null, wanted: readonly string[]): boolean {
  return changed === null || changed.some((table) => wanted.includes(table));
}

function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', followVisibility);
    open();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', followVisibility);
    close();
  };
}

function followVisibility(): void {
  if (document.visibilityState === 'hidden') {
    close();
    return;
  }
  open();
  // What happened while the page was behind others was not heard.
  tell(null);
}

function open(): void {
  if (stream !== null || document.visibilityState === 'hidden') return;
  stream = new EventSource('/api/live');
  stream.addEventListener('changed', (event) => tell(JSON.parse(event.data)));
  stream.onopen = stopPolling;
  stream.onerror = startPolling;
}

function close(): void {
  stream?.close();
  stream = null;
  stopPolling();
}

function startPolling(): void {
  if (polling === 0) polling = window.setInterval(lookAgain, pollingPauseInMilliseconds);
}

function stopPolling(): void {
  window.clearInterval(polling);
  polling = 0;
}

/** A look without the stream; a stream that the browser has given up is tried anew. */
function lookAgain(): void {
  tell(null);
  if (stream?.readyState !== EventSource.CLOSED) return;
  stream = null;
  open();
}

function tell(tables: readonly string[] | null): void {
  for (const listener of listeners) listener(tables);
}
