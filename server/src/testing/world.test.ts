import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

describe('the world of the tests', () => {
  it('holds the whole city, on the day that was asked for', async () => {
    const db = world.app.connections.tenant(world.tenantId);
    const count = async (table: 'organisations' | 'people' | 'posts') =>
      Number(
        (
          await db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    expect(await count('organisations')).toBe(world.city.organisations.length);
    expect(await count('people')).toBe(world.city.people.length);
    expect(await count('posts')).toBe(world.city.posts.length);
    expect(world.app.clock.today(world.tenantId)).toBe('2026-06-17');
  });

  it('moves in time', async () => {
    await world.moveTo('2026-09-01');
    expect(world.reading('clerk').today).toBe('2026-09-01');
  });

  it('gives each account the reach of its role', async () => {
    expect(await world.reading('clerk').reach('task.dispatch')).toEqual({ city: true });
    const county = await world.reading('fengyu').reach('task.report');
    if (county.city) throw new Error('A county reports for itself alone');
    const bodyId = world.organisation('政协枫屿县委员会');
    const belonging = world.city.organisations.filter((one) => one.bodyId === bodyId).map((one) => one.id);
    expect([...county.organisationIds].sort()).toEqual(belonging.sort());
  });

  it('seals the phone numbers', async () => {
    const db = world.app.connections.tenant(world.tenantId);
    const person = world.city.people[0];
    const row = await db
      .selectFrom('people')
      .selectAll()
      .where('id', '=', person?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(row.phone_encrypted?.toString('latin1')).not.toContain(person?.mobile);
    expect(world.app.cipher.open(row.phone_encrypted as Buffer, 'people.phone')).toBe(person?.mobile);
  });
});
