import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { identityRoutes, recognise } from '../identity/index.ts';
import { buildServer } from './server.ts';

let world: World;
let behind: FastifyInstance;
let alone: FastifyInstance;
const addresses: string[] = [];
const [visitor, other, proxy, stranger] = ['203.0.113.7', '203.0.113.8', '10.20.0.5', '10.21.0.5'];

/** A server that notes from where each visitor seems to come. */
async function serverOf(environment: Record<string, string>): Promise<FastifyInstance> {
  const { trustedProxies } = readConfig('production', environment);
  const server = await buildServer(
    { ...world.app, config: { ...world.app.config, trustedProxies } },
    {
      features: [identityRoutes({ organisationNames: async () => new Map(), personas: [] })],
      async recognise(app, request, reply) {
        const found = await recognise(app, request, reply);
        addresses.push(found.address);
        return found;
      },
      webRoot: null,
      version: 'test',
      readiness: async () => ({ database: true }),
      jobs: () => [],
    },
  );
  await server.ready();
  return server;
}

beforeAll(async () => {
  world = await testWorld();
  behind = await serverOf({ XIELI_TRUSTED_PROXY: '10.20.0.0/16, fd00::5' });
  alone = await serverOf({});
});
afterAll(async () => {
  await behind.close();
  await alone.close();
  await world.close();
});

/** From where the server takes a request to come, and how many more that address may send. */
async function asked(server: FastifyInstance, remoteAddress: string, forwarded: string) {
  addresses.length = 0;
  const headers = { 'x-forwarded-for': forwarded };
  const answer = await server.inject({ method: 'GET', url: '/api/session', remoteAddress, headers });
  return { address: addresses[0], left: Number(answer.headers['x-ratelimit-remaining']) };
}

it('takes the address of a visitor from a proxy that it was told to trust, and counts each by himself', async () => {
  const first = await asked(behind, proxy, visitor);
  expect(first.address).toBe(visitor);
  expect((await asked(behind, `::ffff:${proxy}`, visitor)).left).toBe(first.left - 1);
  expect(await asked(behind, 'fd00::5', other)).toEqual({ address: other, left: first.left });
  // What the visitor himself wrote stands before what the proxy added.
  expect((await asked(behind, proxy, `192.0.2.66, ${visitor}`)).address).toBe(visitor);
});

it('believes nobody else, whatever he says of himself', async () => {
  const first = await asked(behind, stranger, visitor);
  expect(first.address).toBe(stranger);
  expect(await asked(behind, stranger, other)).toEqual({ address: stranger, left: first.left - 1 });
  expect((await asked(alone, proxy, visitor)).address).toBe(proxy);
});

it('believes a proxy on its own machine in any case', async () => {
  for (const server of [behind, alone]) expect((await asked(server, '127.0.0.1', visitor)).address).toBe(visitor);
});
