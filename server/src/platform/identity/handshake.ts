import type { App } from '../context.ts';
import type { Visitor } from '../http/visitor.ts';

/*
 * What a browser carries from one step of a sign-in to the next: sealed with the installation's key, so that it can be neither
 * read nor made up, in a cookie of its own, so that it belongs to this browser, and good for some minutes. Nothing is kept of it.
 */
type Handshakes = Visitor['handshakes'];

/** `code`: the password was right, a code is awaited. `oidc`, `link`: the provider was asked who it is, to sign in or to link. */
type HandshakeName = 'code' | 'oidc' | 'link';

const place = (name: HandshakeName) => `handshake.${name}`;

/** Keeps a value in the visitor's browser until the next step. @param seconds of machine time */
export function keepHandshake(
  app: App,
  handshakes: Handshakes,
  name: HandshakeName,
  value: Record<string, string>,
  seconds: number,
): void {
  const until = Date.parse(app.clock.machineNow()) + seconds * 1000;
  const sealed = app.cipher.seal(JSON.stringify({ ...value, until }), place(name));
  handshakes.keep(name, sealed.toString('base64url'), seconds);
}

/** What the browser brought back; null when it brings nothing, something else, or comes too late. */
export function readHandshake(app: App, handshakes: Handshakes, name: HandshakeName): Record<string, string> | null {
  const sealed = handshakes.read(name);
  if (sealed === null) return null;
  let text: string;
  try {
    text = app.cipher.open(Buffer.from(sealed, 'base64url'), place(name));
  } catch {
    // Another key, another cookie's content or a made-up one: each is no handshake.
    return null;
  }
  const { until, ...value } = JSON.parse(text) as Record<string, string> & { until: number };
  return until > Date.parse(app.clock.machineNow()) ? value : null;
}
