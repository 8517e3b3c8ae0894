import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type pg from 'pg';
import { boot, type Running } from '../server/src/boot.ts';
import { readConfig } from '../server/src/config.ts';
import { answerParent, processorTime } from './children.ts';
import type { Sent } from './replay.ts';

/**
 * The product as `xieli serve` runs it, in a process of its own. Asked to, it notes the statements of a request that carries
 * the header `x-bench-record`; what it wrapped for that is taken away again before anything is measured.
 */

interface Recording {
  sent: Sent[];
  underWay: number;
  wave: number;
}

const recordings = new AsyncLocalStorage<Recording>();
let newest: Recording | null = null;
const undo: (() => void)[] = [];

function startRecording({ app, server }: Running): void {
  const emit = server.server.emit.bind(server.server) as (...parts: unknown[]) => boolean;
  server.server.emit = ((event: string, ...parts: unknown[]) => {
    const request = parts[0] as IncomingMessage;
    if (event !== 'request' || !request.headers['x-bench-record']) return emit(event, ...parts);
    newest = { sent: [], underWay: 0, wave: 0 };
    return recordings.run(newest, () => emit(event, ...parts));
  }) as typeof server.server.emit;
  const onAcquire = (client: pg.PoolClient) => recordClient(client);
  app.connections.pool.on('acquire', onAcquire);
  undo.push(() => {
    server.server.emit = emit as typeof server.server.emit;
    app.connections.pool.off('acquire', onAcquire);
  });
}

const wrapped = new WeakSet<pg.PoolClient>();

function recordClient(client: pg.PoolClient): void {
  if (wrapped.has(client)) return;
  wrapped.add(client);
  const query = client.query.bind(client) as unknown as (...parts: unknown[]) => Promise<unknown>;
  client.query = ((statement: string | { text: string; values?: unknown[] }, values?: unknown[]) => {
    const recording = recordings.getStore();
    if (!recording) return query(statement, values);
    const [sql, sent] = typeof statement === 'string' ? [statement, values] : [statement.text, statement.values];
    if (recording.underWay === 0) recording.wave += 1;
    recording.underWay += 1;
    recording.sent.push({ sql, values: sent ?? [], wave: recording.wave });
    return query(statement, values).finally(() => {
      recording.underWay -= 1;
    });
  }) as unknown as typeof client.query;
  undo.push(() => {
    client.query = query as unknown as typeof client.query;
  });
}

const running = await boot(readConfig('production'), { progress: () => undefined });
answerParent(async ({ what }: { what: 'record' | 'recorded' | 'measure' | 'processorTime' }) => {
  if (what === 'processorTime') return processorTime();
  if (what === 'record') startRecording(running);
  if (what === 'measure') for (const step of undo.splice(0)) step();
  return what === 'recorded' ? (newest?.sent ?? []) : null;
});
process.on('SIGTERM', () => void running.stop().then(() => process.exit()));
process.send?.({ address: running.address });
