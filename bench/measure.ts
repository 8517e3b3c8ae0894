import { Agent, request as httpRequest } from 'node:http';

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Reply {
  status: number;
  text: string;
  cookie: string | null;
}

/** Sends one request over the agent's kept connections and reads the whole answer. */
export function send(origin: string, agent: Agent, { method, path, headers, body }: Call): Promise<Reply> {
  const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${origin}${path}`,
      {
        method,
        agent,
        headers: {
          ...headers,
          ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            cookie: incoming.headers['set-cookie']?.[0]?.split(';')[0] ?? null,
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

export interface Round {
  perSecond: number;
  /** Milliseconds of each request. */
  took: number[];
}

/**
 * Sends a fixed number of requests from so many clients at once, each waiting for its answer before it sends the next.
 * @throws Error at the first answer that is not 200
 */
export async function runRound(
  origin: string,
  options: { clients: number; requests: number; next: () => Call },
): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  const took: number[] = [];
  let left = options.requests;
  async function client() {
    while (left > 0) {
      left -= 1;
      const call = options.next();
      const began = performance.now();
      const reply = await send(origin, agent, call);
      took.push(performance.now() - began);
      if (reply.status !== 200)
        throw new Error(`${call.method} ${call.path}: ${reply.status} ${reply.text.slice(0, 500)}`);
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: options.clients }, client));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { perSecond: options.requests / seconds, took };
}

/** @throws Error when there are none */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('No numbers');
  return value;
}

export const median = (numbers: readonly number[]) => quantile(numbers, 0.5);
