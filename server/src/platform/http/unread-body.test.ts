import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, drainUnreadBodies } from './unread-body.ts';

const limit = 100_000;
const chunk = Buffer.alloc(64 * 1024, 'x');

let server: FastifyInstance;
let port: number;
let outgoing: ClientRequest;

beforeEach(async () => {
  server = Fastify({ forceCloseConnections: 'idle' });
  server.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null, undefined));
  drainUnreadBodies(server);
  server.post('/half', async (incoming, reply) => {
    let size = 0;
    const measure = new Writable({
      write(part: Buffer, _encoding, done) {
        size += part.length;
        done(size > limit ? new Error('too large') : null);
      },
    });
    try {
      await pipeline(bodyOf(incoming.raw), measure);
    } catch {
      return reply.code(413).send({ refused: true });
    }
    return { size };
  });
  server.post('/never', async (incoming, reply) => {
    bodyOf(incoming.raw);
    return reply.code(403).send({ refused: true });
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  port = (server.server.address() as AddressInfo).port;
});
afterEach(async () => {
  outgoing.destroy();
  await server.close();
});

function post(path: string): ClientRequest {
  outgoing = request({ port, host: '127.0.0.1', method: 'POST', path });
  outgoing.setHeader('content-type', 'application/octet-stream');
  return outgoing;
}

/** Goes on sending until the connection is cut. */
function sendWithoutEnd(): void {
  const more = () => {
    while (!outgoing.destroyed && outgoing.write(chunk));
  };
  outgoing.on('drain', more);
  outgoing.on('error', () => undefined);
  more();
}

describe.each([
  ['/half', 413],
  ['/never', 403],
])('a body refused on %s', (path, status) => {
  it('is answered while the sender still sends, and a stop does not wait for it', async () => {
    const answered = once(post(path), 'response');
    const cut = new Promise((resolve) => outgoing.once('close', resolve));
    sendWithoutEnd();
    const [answer] = (await answered) as [IncomingMessage];
    answer.on('error', () => undefined).resume();
    expect(answer.statusCode).toBe(status);
    await server.close();
    await cut;
    expect(server.server.listening).toBe(false);
  });

  it('is read to its end, so that a sender who finishes can go on over the same connection', async () => {
    const answered = once(post(path), 'response');
    for (let sent = 0; sent < 5; sent++) outgoing.write(chunk);
    const [answer] = (await answered) as [IncomingMessage];
    const read = once(answer.resume(), 'end');
    outgoing.end();
    await read;
    expect(answer.statusCode).toBe(status);
    expect(answer.headers.connection).toBe('keep-alive');
  });
});

it('gives a reader the whole body', async () => {
  const answered = once(post('/half'), 'response');
  outgoing.end(Buffer.alloc(1000));
  const [answer] = (await answered) as [IncomingMessage];
  expect(JSON.parse(String(await answer.setEncoding('utf8').reduce((all, part) => all + part, '')))).toEqual({
    size: 1000,
  });
});
