import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bomb, bombs } from './bombs.ts';
import { everyRoute } from './routes/fuzz-routes.ts';

export interface UploadsResult {
  uploads: number;
  /** Megabytes of the server's memory before the first bomb, and at its most. */
  before: number;
  most: number;
  /** Milliseconds of the slowest of the other requests meanwhile. */
  slowest: number;
  /** How many of those were answered. */
  answered: number;
  faults: string[];
}

/** Who may upload by which route, and what else its address needs. */
const senders: Readonly<Record<string, { username: string; query: string }>> = {
  'POST /api/directives/read': { username: 'clerk', query: '' },
  'POST /api/files': { username: 'fengyu', query: 'purpose=evidence' },
  'POST /api/ledgers/read': { username: 'clerk', query: '' },
  'POST /api/paper-templates/check': { username: 'clerk', query: '' },
  'POST /api/task-tables/read': { username: 'clerk', query: '' },
  'POST /api/task-tables/returned/read': { username: 'clerk', query: 'returned' },
};
const patienceMs = 180_000;
/** A body without an end is cut by the limit of its route; so many bytes lie beyond the largest. */
const endlessBytes = 64 * 1024 * 1024;

export interface UploadsOptions {
  origin: string;
  pid: number;
  megabytes: number;
  /** Signs somebody in. @returns the cookie */
  cookieOf(username: string): Promise<string>;
  /** The query of the county's table. */
  county: string;
  say(text: string): void;
}

/**
 * Throws every bomb at every route that takes files, an endless body and a body that drips behind them, while others go on
 * working: each has to be answered in words, and the server's own memory stays what it was but for its buffers.
 */
export async function throwBombs(options: UploadsOptions): Promise<UploadsResult> {
  const { origin, pid, say } = options;
  const result: UploadsResult = { uploads: 0, before: memoryOf(pid), most: 0, slowest: 0, answered: 0, faults: [] };
  const everything = bombs(options.megabytes);
  const routes = everyRoute().filter(({ spec }) => spec.upload);
  for (const { key } of routes) if (!senders[key]) result.faults.push(`${key} takes files and is not tried here`);
  const watch = new AbortController();
  const watching = watchOthers(options, result, watch.signal);
  const slow = dripping(origin, await options.cookieOf('fengyu'));
  try {
    for (const { key } of routes) {
      const sender = senders[key];
      if (!sender) continue;
      const cookie = await options.cookieOf(sender.username);
      const query = sender.query === 'returned' ? options.county : sender.query;
      const path = `${key.split(' ')[1]}${query ? `?${query}` : ''}`;
      for (const bomb of everything) await throwOne(options, { key, path, cookie, bomb }, result);
      result.uploads += 1;
      const ended = await endless(`${origin}${path}`, cookie);
      if (!isRefusal(ended)) result.faults.push(`${key}: a body without an end was answered ${told(ended)}`);
      say(`${key}: ${result.uploads} uploads, ${result.most} MB at most`);
    }
  } finally {
    watch.abort();
    slow.destroy();
    await watching;
  }
  return result;
}

async function throwOne(
  { origin }: UploadsOptions,
  { key, path, cookie, bomb }: { key: string; path: string; cookie: string; bomb: Bomb },
  result: UploadsResult,
): Promise<void> {
  result.uploads += 1;
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      ...{ cookie, 'content-type': 'application/octet-stream', 'accept-language': 'zh-CN' },
      'x-file-name': encodeURIComponent(bomb.name),
    },
    body: new Uint8Array(bomb.bytes),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => String(error));
  if (typeof response === 'string') return void result.faults.push(`${key} ${bomb.name}: ${response}`);
  const text = await response.text();
  const answer = { status: response.status, type: response.headers.get('content-type') ?? '', text };
  if (response.status !== 200 && !isRefusal(answer)) result.faults.push(`${key} ${bomb.name}: ${told(answer)}`);
  if (/root:|\/etc\/|(ha){50}/.test(text))
    result.faults.push(`${key} ${bomb.name}: shows what it should not have read`);
}

interface Told {
  status: number;
  type: string;
  text: string;
}

const told = ({ status, text }: Told) => `${status} ${text.slice(0, 300)}`;

/** Refused on purpose and in words. */
function isRefusal({ status, type, text }: Told): boolean {
  if (status < 400 || status >= 500 || !type.includes('problem+json')) return false;
  return /\p{Script=Han}{4}/u.test((JSON.parse(text) as { detail: string }).detail);
}

/** Sends chunk after chunk until the server has said something; a connection that breaks instead is told as status 0. */
function endless(url: string, cookie: string): Promise<Told> {
  return new Promise((resolve) => {
    const headers = {
      cookie,
      'content-type': 'application/octet-stream',
      'x-file-name': 'a.docx',
      'accept-language': 'zh-CN',
    };
    const outgoing = httpRequest(url, { method: 'POST', headers, timeout: patienceMs }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        outgoing.destroy();
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, type: incoming.headers['content-type'] ?? '', text });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${patienceMs / 1000} s`)));
    outgoing.on('error', (error) => resolve({ status: 0, type: '', text: String(error) }));
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    let sent = 0;
    const more = () => {
      while (!outgoing.destroyed && sent < endlessBytes) {
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once('drain', more);
      }
      outgoing.end();
    };
    more();
  });
}

/** Connections that send a byte now and then, as a slow loris does. */
function dripping(origin: string, cookie: string): { destroy(): void } {
  const { hostname, port } = new URL(origin);
  const head = `POST /api/files?purpose=evidence HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${cookie}\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n`;
  const sockets = Array.from({ length: 40 }, (_, index) => {
    const socket = connect(Number(port), hostname);
    // The server may cut it, which is its right.
    socket.on('error', () => undefined);
    socket.write(index % 2 === 0 ? head : `${head}\r\n`);
    return socket;
  });
  const drip = setInterval(() => {
    for (const [index, socket] of sockets.entries())
      if (socket.writable) socket.write(index % 2 === 0 ? `X-${index}: a\r\n` : '1\r\na\r\n');
  }, 500);
  return {
    destroy() {
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** What somebody else sees meanwhile, and how much the server holds. */
async function watchOthers({ origin, pid, cookieOf }: UploadsOptions, result: UploadsResult, signal: AbortSignal) {
  const cookie = await cookieOf('leader');
  while (!signal.aborted) {
    const began = performance.now();
    const seen = await fetch(`${origin}/api/session`, { headers: { cookie }, signal: AbortSignal.timeout(patienceMs) })
      .then(({ status }) => status)
      .catch((error: unknown) => String(error));
    if (seen !== 200) result.faults.push(`meanwhile somebody else was answered ${seen}`);
    else result.answered += 1;
    result.slowest = Math.max(result.slowest, Math.round(performance.now() - began));
    result.most = Math.max(result.most, memoryOf(pid));
    await sleep(100);
  }
}

/** Resident megabytes of a process. */
function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
