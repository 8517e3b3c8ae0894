import { PassThrough } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import type { Connections } from '../database/connections.ts';
import { type FeatureRoutes, implement } from '../http/pipeline.ts';
import { type LiveChannel, openChannel } from './channel.ts';
import { liveContract } from './contract.ts';

export interface Live {
  announce: LiveChannel['announce'];
  features: FeatureRoutes[];
  /** Ends every stream, so that the server can close, and the connection. */
  close(): Promise<void>;
}

/** Proxies and phones cut a line that is silent for long. */
const heartbeatMs = 20_000;
/** A stream ends now and then, and the browser's next request is recognised anew: a revoked session hears nothing more. */
const longestStreamMs = 15 * 60_000;
/** Pages of one person that listen at the same time; the oldest gives way. */
const streamsPerAccount = 12;

/** Opens the live stream: `announce` for the acts, and the route that pages listen to. It carries names of tables, no data. */
export async function openLive(connections: Pick<Connections, 'pool'>, log: FastifyBaseLogger): Promise<Live> {
  const channel = await openChannel(connections, log);
  const streams = new Map<string, PassThrough[]>();

  function open(tenantId: string, accountId: string): PassThrough {
    const stream = new PassThrough();
    const send = (event: string, data: unknown) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const unsubscribe = channel.subscribe(tenantId, (tables) => send('changed', tables));
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
    const end = setTimeout(() => stream.end(), longestStreamMs);
    const own = [...(streams.get(accountId) ?? []), stream];
    if (own.length > streamsPerAccount) own.shift()?.end();
    streams.set(accountId, own);
    stream.on('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      clearTimeout(end);
      const left = (streams.get(accountId) ?? []).filter((other) => other !== stream);
      if (left.length > 0) streams.set(accountId, left);
      else streams.delete(accountId);
    });
    stream.write('retry: 3000\n');
    send('ready', null);
    return stream;
  }

  const routes = implement(liveContract, {
    'GET /api/live': {
      handle: async ({ tenantId, actor }) => ({
        fileName: 'live',
        mediaType: 'text/event-stream',
        body: open(tenantId, actor.accountId),
        inline: true,
      }),
    },
  });
  return {
    announce: channel.announce,
    features: [routes],
    async close() {
      for (const own of streams.values()) for (const stream of own) stream.end();
      await channel.close();
    },
  };
}
