import { type Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../bench/product.ts';
import type { Deed } from './journal.ts';

const chunkBytes = 32 * 1024;
/** An upload takes about a second, like one from a phone, so that a kill can fall into its middle. */
const chunkEveryMs = 25;

export interface Answered {
  status: number;
  body: unknown;
  /** The server remembered the action and did nothing anew. */
  repeated: boolean;
}

/** Sends a deed. @returns null when the connection broke before the whole answer came */
export function sendDeed(origin: string, agent: Agent, caller: Caller, deed: Deed): Promise<Answered | null> {
  const { headers } = caller({ method: 'POST', path: deed.path });
  const payload = deed.upload ? null : Buffer.from(JSON.stringify(deed.body ?? {}));
  return new Promise((resolve) => {
    const outgoing = httpRequest(
      `${origin}${deed.path}`,
      {
        method: 'POST',
        agent,
        headers: {
          ...headers,
          'action-id': deed.actionId,
          ...(payload
            ? { 'content-type': 'application/json', 'content-length': payload.length }
            : { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('走访记录.pdf') }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => resolve(null));
        incoming.on('aborted', () => resolve(null));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: JSON.parse(Buffer.concat(chunks).toString() || 'null'),
            repeated: incoming.headers['action-repeated'] === 'true',
          }),
        );
      },
    );
    // Whatever breaks the connection, the client knows nothing of what became of its request.
    outgoing.on('error', () => resolve(null));
    if (deed.upload) void trickle(outgoing, deed.upload.bytes);
    else outgoing.end(payload);
  });
}

async function trickle(outgoing: ReturnType<typeof httpRequest>, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length && !outgoing.destroyed; at += chunkBytes) {
    outgoing.write(bytes.subarray(at, at + chunkBytes));
    await sleep(chunkEveryMs);
  }
  outgoing.end();
}
