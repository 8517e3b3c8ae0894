import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { DeliveryFailure } from './failure.ts';
import { type Networks, vettedAddress } from './networks.ts';

export interface Posted {
  status: number;
  text: string;
}

export interface PostOptions {
  headers: Record<string, string>;
  body: string;
  opened: Networks;
  timeoutMs?: number;
}

/** A receiver has this long from the connection to the last byte of its answer. */
export const answerWithinMs = 10_000;
const longestAnswer = 64 * 1024;

/**
 * Posts to a receiver that an administrator named. Follows no redirect, connects only to the vetted address, reads no more of
 * an answer than a receiver has to say, and waits no longer than it takes.
 * @throws DeliveryFailure for everything but a 2xx answer
 */
export async function post(address: string, options: PostOptions): Promise<Posted> {
  const url = new URL(address);
  const ip = await vettedAddress(url.hostname, options.opened);
  const answer = await exchange(url, ip, options);
  if (answer.status >= 300 && answer.status < 400)
    throw new DeliveryFailure('redirected', `${answer.status} ${answer.location}`);
  if (answer.status < 200 || answer.status >= 300) throw new DeliveryFailure('answered', `HTTP ${answer.status}`);
  return answer;
}

function exchange(url: URL, ip: string, options: PostOptions): Promise<Posted & { location: string }> {
  const { headers, body, timeoutMs = answerWithinMs } = options;
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? secureRequest : plainRequest)(
      {
        ...{ host: ip, port: url.port || (secure ? 443 : 80), path: `${url.pathname}${url.search}`, method: 'POST' },
        ...(secure ? { servername: url.hostname } : {}),
        headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body), 'user-agent': 'Xieli' },
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let length = 0;
        incoming.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > longestAnswer) outgoing.destroy(new DeliveryFailure('rejected', 'answer longer than 64 KB'));
          else chunks.push(chunk);
        });
        incoming.on('error', (error) => reject(failureOf(error, timeoutMs)));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            location: hostOf(incoming.headers.location),
          }),
        );
      },
    );
    outgoing.on('error', (error) => reject(failureOf(error, timeoutMs)));
    outgoing.end(body);
  });
}

/** What went wrong on the line, as a failure that a person can read. */
export function failureOf(error: Error, timeoutMs = answerWithinMs): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  const { code = error.name } = error as NodeJS.ErrnoException;
  if (code === 'ABORT_ERR' || code === 'ETIMEDOUT' || error.name === 'AbortError' || error.name === 'TimeoutError')
    return new DeliveryFailure('timedOut', String(timeoutMs / 1000));
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/.test(code)) return new DeliveryFailure('certificate', code);
  return new DeliveryFailure('unreachable', code);
}

/** Where a redirect points, without whatever else the address holds. */
function hostOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : '';
}
