import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveRole, askRole, type Failure, giveRole } from '../../testing/accounts.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { accountRoutes } from '../accounts/index.ts';
import { grantRoutes } from './index.ts';

/** The three administrators are three people, and there is always one of each. */
let world: World;

beforeAll(async () => {
  world = await testWorld({ features: [accountRoutes, grantRoutes] });
});

afterAll(() => world.close());

const organisationId = () => world.city.tenant.bodyId;
const openFor = async (username: string, personId: string | null) =>
  (
    await world.as('sysadmin').call<{ id: string }>('POST /api/accounts', {
      body: { username, displayName: username, personId },
    })
  ).body;
/** Somebody who holds no post of an administrator. */
const person = (at: number) => world.city.people[at]?.id ?? '';

test('one person does not hold two administrators’ roles by two accounts', async () => {
  const personId = person(1);
  const one = await openFor('one.of.two', personId);
  const two = await openFor('two.of.two', personId);
  expect((await giveRole(world, { id: one.id, version: 1 }, { role: 'securityAdministrator' })).status).toBe(200);
  for (const role of ['systemAdministrator', 'unitClerk'] as const)
    expect((await askRole(world, two.id, { role })).body).toMatchObject({
      title: 'grants.excludedElsewhere',
      field: 'role',
    });
  // Nor when the account becomes his only after it was granted.
  const three = await openFor('three.of.three', null);
  await giveRole(world, { id: three.id, version: 1 }, { role: 'auditAdministrator' });
  const become = (version: number) =>
    world.as('sysadmin').call<Failure>('POST /api/accounts/:accountId/amend', {
      params: { accountId: three.id },
      body: { version, displayName: 'three.of.three', personId },
    });
  expect((await become(2)).body).toMatchObject({ title: 'accounts.rolesMeet', field: 'personId' });
  const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM grants WHERE account_id = $1', [three.id]);
  await world.as('secadmin').call('POST /api/grants/:grantId/end', {
    params: { grantId: rows[0]?.id ?? '' },
    body: { version: 2, lastDay: '2026-06-16' },
  });
  expect((await become(3)).status).toBe(200);
});

test('of two grants that exclude each other for two accounts of one person, approved at the same moment, one passes', async () => {
  for (const round of [4, 5, 6, 7, 8, 9]) {
    const personId = person(round);
    const asked = [];
    for (const role of ['auditAdministrator', 'unitClerk'] as const)
      asked.push(await askRole(world, (await openFor(`${role.toLowerCase()}.${round}`, personId)).id, { role }));
    const both = await Promise.all(asked.map(({ body }) => approveRole(world, body.id)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  }
});

test('who asks by one account does not approve by another', async () => {
  const personId = person(3);
  await world.addAccount({ username: 'asks', role: 'systemAdministrator', organisationId: organisationId(), personId });
  await world.addAccount({
    ...{ username: 'approves', role: 'securityAdministrator', organisationId: organisationId() },
    personId,
  });
  const asked = await askRole(world, (await openFor('for.whom', null)).id, {}, 'asks');
  expect((await approveRole(world, asked.body.id, 'approves')).body.title).toBe('grants.ownRequest');
  expect((await approveRole(world, asked.body.id)).status).toBe(200);
});

test('an administrator does not leave while the others’ time ends: a dated grant lapses and leaves nobody', async () => {
  const friday = '2026-06-19';
  await world.owner.query(
    `UPDATE grants SET superseded_at = now() WHERE role = 'auditAdministrator' AND superseded_at IS NULL`,
  );
  await world.addAccount({ username: 'lasting', role: 'auditAdministrator', organisationId: organisationId() });
  const dated = await openFor('until.friday', null);
  expect((await giveRole(world, { ...dated, version: 1 }, { role: 'auditAdministrator', until: friday })).status).toBe(
    200,
  );
  const { accountId } = world.actorOf('lasting');
  const close = () =>
    world.as('sysadmin').call<Failure>('POST /api/accounts/:accountId/close', {
      ...{ params: { accountId }, body: { version: 1 } },
    });
  const end = async (of: string, version: number, lastDay: string) => {
    const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM grants WHERE account_id = $1', [of]);
    return world.as('secadmin').call<Failure>('POST /api/grants/:grantId/end', {
      ...{ params: { grantId: rows[0]?.id ?? '' }, body: { version, lastDay } },
    });
  };
  expect((await close()).body.title).toBe('accounts.nobodyFrom');
  expect((await end(accountId, 1, '2026-06-16')).body).toMatchObject({
    title: 'accounts.nobodyFrom',
    detail: expect.stringContaining('2026年6月20日'),
  });
  // Whoever follows on the next day, without an end, is enough.
  const next = await openFor('from.saturday', null);
  await giveRole(world, { ...next, version: 1 }, { role: 'auditAdministrator', from: '2026-06-20' });
  expect((await end(dated.id, 2, '2026-06-16')).status).toBe(200);
  expect((await end(accountId, 1, friday)).status).toBe(200);
});

test('who was an administrator once is closed like anybody, also where nobody is one now', async () => {
  const once = await world.addAccount({
    ...{ username: 'once.auditor', role: 'auditAdministrator', organisationId: organisationId() },
  });
  await world.owner.query(
    `UPDATE grants SET valid = '[2020-01-01,2026-06-17)' WHERE role = 'auditAdministrator' AND superseded_at IS NULL`,
  );
  const closed = await world.as('sysadmin').call('POST /api/accounts/:accountId/close', {
    ...{ params: { accountId: once.accountId }, body: { version: 1 } },
  });
  expect(closed.status).toBe(200);
});

test('two security administrators who end each other at the same moment do not leave the city without one', async () => {
  for (const round of [1, 2, 3]) {
    await world.owner.query(
      `UPDATE grants SET superseded_at = now() WHERE role = 'securityAdministrator' AND superseded_at IS NULL`,
    );
    const names = [`sec.one.${round}`, `sec.two.${round}`];
    for (const username of names)
      await world.addAccount({ username, role: 'securityAdministrator', organisationId: organisationId() });
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
