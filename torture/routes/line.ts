import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Shot } from './requests.ts';

/** Longest wait for an answer on a busy machine; what takes longer hangs. */
const patienceMs = 60_000;
/** A stream that stays open has answered when its head has come. */
const streams = 'text/event-stream';

/** What the server takes in one body that is no file. */
const jsonLimit = 12 * 1024 * 1024;
const cutOff = new Set(['EPIPE', 'ECONNRESET']);

export interface Answer {
  status: number;
  type: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const tooLarge: Answer = {
  ...{ status: 413, type: 'application/problem+json', headers: {} },
  body: Buffer.from(JSON.stringify({ status: 413, detail: '连接已断开' })),
};

/** The line to a server, as a browser has it: kept connections, a session for everybody who is signed in. */
export interface Line {
  /** @throws Error when no answer came in time or the connection broke */
  send(shot: Omit<Shot, 'forbidden'>): Promise<Answer>;
  /** Becomes a person of the demo, whatever became of the password. @throws Error when he may not */
  signIn(username: string): Promise<void>;
  close(): void;
}

/** @param personas account ids by the name of their holder */
export function openLine(origin: string, personas: ReadonlyMap<string, string>): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const cookies = new Map<string, string>();
  let sent = 0;

  function once({ username, method, path, headers, body }: Omit<Shot, 'forbidden'>): Promise<Answer> {
    sent += 1;
    const cookie = username === null ? undefined : cookies.get(username);
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        `${origin}`,
        {
          ...{ method, path, agent },
          headers: {
            // The limits per address are not what is tried here.
            'x-forwarded-for': `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
            ...headers,
            ...(cookie ? { cookie } : {}),
            ...(body ? { 'content-length': body.length } : method === 'POST' ? { 'content-length': 0 } : {}),
          },
          timeout: patienceMs,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          const type = incoming.headers['content-type'] ?? '';
          const answer = () => ({
            ...{ status: incoming.statusCode ?? 0, type, headers: incoming.headers, body: Buffer.concat(chunks) },
          });
          if (type.startsWith(streams)) {
            resolve(answer());
            outgoing.destroy();
            return;
          }
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () => resolve(answer()));
          incoming.on('error', reject);
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${patienceMs / 1000} s`)));
      outgoing.on('error', (error) => {
        // Who sends more than is taken may be cut off before his answer reaches him.
        if (cutOff.has((error as { code?: string }).code ?? '') && (body?.length ?? 0) > jsonLimit) resolve(tooLarge);
        else reject(error);
      });
      outgoing.end(body ?? undefined);
    });
  }

  async function signIn(username: string): Promise<void> {
    const accountId = personas.get(username);
    const body = Buffer.from(JSON.stringify({ accountId }));
    const headers = { 'content-type': 'application/json' };
    const answer = await once({ username: null, method: 'POST', path: '/api/demo/persona', headers, body });
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
    if (answer.status !== 200 || !cookie)
      throw new Error(`${username} could not sign in: ${answer.status} ${answer.body}`);
    cookies.set(username, cookie);
  }

  return {
    signIn,
    async send(shot) {
      if (shot.username !== null && !cookies.has(shot.username)) await signIn(shot.username);
      const answer = await once(shot);
      // An earlier request ended the session: its sender signs in again, as a person does.
      if (answer.status !== 401 || shot.username === null) return answer;
      await signIn(shot.username);
      return once(shot);
    },
    close: () => agent.destroy(),
  };
}
