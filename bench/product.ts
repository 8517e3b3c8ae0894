import { Agent } from 'node:http';
import { v7 } from 'uuid';
import { cityPassword } from './city.ts';
import { type Call, type Reply, send } from './measure.ts';

/** A signed-in person's way of calling the product. */
export type Caller = (call: Omit<Call, 'headers'>) => Call;

/** Requests that one address may send before the next one is taken: the product counts 3000 a minute for each. */
const requestsPerAddress = 500;

/** Signs in over HTTP. What the caller makes carries the real cookie, a new action id, and the address of some office. */
export async function signIn(origin: string, username: string): Promise<Caller> {
  const agent = new Agent();
  const reply = await send(origin, agent, {
    method: 'POST',
    path: '/api/session',
    body: { username, password: cityPassword },
  });
  agent.destroy();
  if (reply.status !== 200 || !reply.cookie) throw new Error(`${username} could not sign in: ${reply.text}`);
  const cookie = reply.cookie;
  return (call) => ({
    ...call,
    headers: {
      cookie,
      // As behind a reverse proxy, which names the visitor.
      'x-forwarded-for': officeAddress(),
      ...(call.method === 'POST' ? { 'action-id': v7() } : {}),
    },
  });
}

let sent = 0;

function officeAddress(): string {
  const office = Math.floor(sent++ / requestsPerAddress);
  return `10.${(office >> 16) & 255}.${(office >> 8) & 255}.${office & 255}`;
}

/** Sends one call and parses its answer. @throws Error when it is not 200 */
export async function ask<T>(origin: string, call: Call): Promise<T> {
  const agent = new Agent();
  const reply: Reply = await send(origin, agent, call);
  agent.destroy();
  if (reply.status !== 200) throw new Error(`${call.path}: ${reply.status} ${reply.text}`);
  return JSON.parse(reply.text) as T;
}
