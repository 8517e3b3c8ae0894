import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure } from '../../testing/accounts.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { accountRoutes } from '../accounts/index.ts';
import { grantRoutes } from './index.ts';

/** The three administrators are three people, and there is always one of each. */
let world: World;

beforeAll(async () => {
  world = await testWorld({ features: [accountRoutes, grantRoutes] });
});

afterAll(() => world.close());

test('two security administrators who end each other at the same moment do not leave the city without one', async () => {
  for (const round of [1, 2, 3]) {
    await world.owner.query(
      `UPDATE grants SET superseded_at = now() WHERE role = 'securityAdministrator' AND superseded_at IS NULL`,
    );
    const names = [`sec.one.${round}`, `sec.two.${round}`];
    const organisationId = world.city.tenant.bodyId;
    for (const username of names)
      await world.addAccount({ username, role: 'securityAdministrator', organisationId });
    const { rows } = await world.owner.query<{ id: string; username: string }>(
      `SELECT held.id, username FROM grants held JOIN accounts account ON account.id = held.account_id
       WHERE username = ANY ($1)`,
      [names],
    );
    const ends = await Promise.all(
      rows.map(({ id, username }) =>
        world.as(names.find((name) => name !== username) ?? '').call<Failure>('POST /api/grants/:grantId/end', {
          params: { grantId: id },
          body: { version: 1, lastDay: '2026-06-16' },
        }),
      ),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(ends.find(({ status }) => status === 422)?.body.title).toBe('accounts.lastOfItsKind');
  }
});
