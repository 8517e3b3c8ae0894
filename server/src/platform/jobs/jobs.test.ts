import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { isUnknownOutcome } from '../database/errors.ts';
import { asThrown, runForAll } from './jobs.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

test('a job that fails for one city has its turn for the others, and says so', async () => {
  const other = v7();
  await world.owner.query("INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, '另一市', now())", [other]);
  const done: string[] = [];
  const job = (ill: string) => ({
    name: 'trial',
    cron: '* * * * *',
    run: async (_app: unknown, tenantId: string) => {
      if (tenantId === ill) throw new Error('ill');
      done.push(tenantId);
    },
  });
  await expect(runForAll(world.app, job(world.tenantId))).rejects.toThrow('trial failed for 1 of 2 tenants');
  await expect(runForAll(world.app, job(other))).rejects.toThrow(AggregateError);
  expect(done).toEqual([other, world.tenantId]);
});

test('a database that went under a worker of the queue is known again in what the queue tells of it', () => {
  const gone = Object.assign(new Error('the database system is starting up'), { code: '57P03' });
  // As the queue copies it.
  const told = { ...gone, message: gone.message, stack: gone.stack, queue: 'trial' } as never as Error;
  expect(isUnknownOutcome(told)).toBe(false);
  expect(isUnknownOutcome(asThrown(told))).toBe(true);
  expect(asThrown(told)).toMatchObject({ message: gone.message, stack: gone.stack });
  expect(asThrown(gone)).toBe(gone);
});
