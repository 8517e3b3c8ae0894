import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** How long a sender whose body was refused may go on sending before the connection is cut. */
const patienceMs = 10_000;

/**
 * The bytes of a body, for a reader that may give up half-way. Handed over piped: a reader that gives up destroys what it
 * was given, and a destroyed request leaves a connection behind from which nobody reads and which therefore never ends.
 */
export function bodyOf(request: IncomingMessage): Readable {
  const bytes = new PassThrough();
  request.once('error', (error) => bytes.destroy(error));
  return request.pipe(bytes);
}

/**
 * An answer may come before the whole body was read: too large, not allowed. Cutting the connection at once would take
 * the answer away from a sender who is still sending, so the rest is read into nothing for a while; a stop waits for
 * none of them.
 */
export function drainUnreadBodies(server: FastifyInstance): void {
  const draining = new Set<IncomingMessage>();
  let closing = false;
  server.addHook('onResponse', async ({ raw }) => {
    if (raw.complete || raw.readableEnded) return;
    if (closing) return void raw.destroy();
    draining.add(raw);
    const cut = setTimeout(() => raw.destroy(), patienceMs).unref();
    raw.once('close', () => {
      clearTimeout(cut);
      draining.delete(raw);
    });
    raw.unpipe();
    raw.resume();
  });
  server.addHook('preClose', async () => {
    closing = true;
    for (const unread of draining) unread.destroy();
  });
}
