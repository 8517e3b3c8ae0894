import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract } from '../http/contract.ts';
import { type Actor, reaches, reachesNothing, reachOf } from './actor.ts';
import { grantsOf, type Permission, permissions, type Role, roles, type Scope, scopesOf } from './permissions.ts';

const everyRole = Object.keys(roles) as Role[];
const everyPermission = Object.keys(permissions) as Permission[];
const administrators = everyRole.filter((role) => !roles[role].business);

/** Permissions by which the installation is run; all others are about the field. */
const runsTheHouse = /^(?:account|grant|signIn|right|audit|channel)\./;

const reachWords: Record<string, readonly Scope[]> = {
  '–': [],
  own: ['own'],
  'own+guided': ['own', 'guided'],
  city: ['city'],
};

const column = 'Class';

/** The hand-written tables of docs/permissions.md: the class of each permission, and role → permission → scopes. */
function expectation() {
  const text = readFileSync(new URL('../../../../docs/permissions.md', import.meta.url), 'utf8');
  const expected = new Map<Role, Map<string, readonly Scope[]>>();
  const classes = new Map<string, string>();
  let columns: string[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) columns = [];
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells[0] === 'Permission') columns = cells;
    else if (columns.length > 0 && !/^-+$/.test(cells[0] ?? '')) {
      readRow(cells, columns, expected);
      if (columns.includes(column)) classes.set(cells[0] ?? '', cells[columns.indexOf(column)] ?? '');
    }
  }
  return { expected, classes };
}

function readRow(cells: string[], columns: string[], into: Map<Role, Map<string, readonly Scope[]>>) {
  for (const [index, column] of columns.entries()) {
    if (!(column in roles)) continue;
    const scopes = reachWords[cells[index] ?? ''];
    if (!scopes) throw new Error(`docs/permissions.md: ${cells[0]} for ${column} says “${cells[index]}”`);
    const row = into.get(column as Role) ?? new Map<string, readonly Scope[]>();
    if (row.has(cells[0] ?? '')) throw new Error(`docs/permissions.md names ${cells[0]} twice for ${column}`);
    row.set(cells[0] ?? '', scopes);
    into.set(column as Role, row);
  }
}

test('the program grants exactly what the reviewed expectation says, for every role and permission', () => {
  const { expected } = expectation();
  expect([...expected.keys()].sort()).toEqual(everyRole.toSorted());
  for (const role of everyRole) {
    const row = expected.get(role) ?? new Map();
    expect([role, [...row.keys()].sort()]).toEqual([role, everyPermission.toSorted()]);
    for (const permission of everyPermission) {
      expect([role, permission, scopesOf(role, permission)]).toEqual([role, permission, row.get(permission)]);
    }
  }
});

test('the class of data that each permission opens is the reviewed one', () => {
  const { classes } = expectation();
  expect(Object.fromEntries(classes)).toEqual(
    Object.fromEntries(everyPermission.map((permission) => [permission, permissions[permission].dataClass])),
  );
});

test('restricted data is for administrators alone, and nothing else that they hold is about a person', () => {
  for (const role of everyRole) {
    const classes = new Set((Object.keys(grantsOf[role]) as Permission[]).map((one) => permissions[one].dataClass));
    expect([role, classes.has('restricted') && roles[role].business]).toEqual([role, false]);
    expect([role, classes.has('sensitive') && !roles[role].business]).toEqual([role, false]);
  }
});

test('administrators hold nothing of the field but the public list of organisations, and no business role runs the house', () => {
  for (const role of everyRole) {
    for (const permission of Object.keys(grantsOf[role]) as Permission[]) {
      const allowed = administrators.includes(role)
        ? runsTheHouse.test(permission) || permission === 'organisation.read'
        : !runsTheHouse.test(permission);
      expect([role, permission, allowed]).toEqual([role, permission, true]);
    }
  }
});

test('no two administrators can do the same part of the others work: managing accounts, granting, verifying are one hand each', () => {
  for (const permission of ['account.manage', 'grant.manage', 'audit.verify'] as const) {
    expect(everyRole.filter((role) => scopesOf(role, permission).length > 0)).toHaveLength(1);
  }
});

test('who verifies neither dispatches nor reports, in one role', () => {
  for (const role of everyRole.filter((one) => scopesOf(one, 'task.verify').length > 0)) {
    for (const other of [
      'task.dispatch',
      'task.report',
      'task.support',
      'task.enterOnBehalf',
      'evidence.add',
    ] as const) {
      expect([role, other, scopesOf(role, other)]).toEqual([role, other, []]);
    }
  }
});

test('a role that may change something of a record may also read it, as far', () => {
  for (const role of everyRole) {
    for (const permission of Object.keys(grantsOf[role]) as Permission[]) {
      const reading = `${permission.split('.')[0]}.read` as Permission;
      if (!(reading in permissions) || reading === permission) continue;
      const read = scopesOf(role, reading);
      const covered = read.includes('city') || scopesOf(role, permission).every((scope) => read.includes(scope));
      expect([role, permission, covered]).toEqual([role, permission, true]);
    }
  }
});

const organisation = fc.constantFrom('a', 'b', 'c', 'd');
const heldRoles = fc.array(fc.record({ role: fc.constantFrom(...everyRole), organisationId: organisation }), {
  maxLength: 4,
});
/** `a` guides `b`, `b` holds `c`; `d` stands alone. */
const resolve = async (id: string, scope: 'own' | 'guided') =>
  new Set(scope === 'own' ? [id, ...(id === 'b' ? ['c'] : [])] : id === 'a' ? ['b', 'c'] : []);
const actorWith = (held: Actor['roles']): Actor => ({
  accountId: 'x',
  displayName: '',
  personId: null,
  sessionId: null,
  roles: held,
});

test('the reach of several roles is the union of the reaches of each', async () => {
  await fc.assert(
    fc.asyncProperty(heldRoles, fc.constantFrom(...everyPermission), organisation, async (held, permission, target) => {
      const all = await reachOf(actorWith(held), permission, resolve);
      const each = await Promise.all(held.map((one) => reachOf(actorWith([one]), permission, resolve)));
      expect(reaches(all, [target])).toBe(each.some((one) => reaches(one, [target])));
    }),
  );
});

test('an actor without roles reaches nothing, and no role reaches a sibling by anything but city', async () => {
  for (const permission of everyPermission) {
    expect(reachesNothing(await reachOf(actorWith([]), permission, resolve))).toBe(true);
    for (const role of everyRole) {
      const reach = await reachOf(actorWith([{ role, organisationId: 'b' }]), permission, resolve);
      expect([role, permission, reaches(reach, ['d'])]).toEqual([
        role,
        permission,
        scopesOf(role, permission).includes('city'),
      ]);
    }
  }
});

test('a route without a permission, or with one that is no row of the table, does not compile', () => {
  const summary = { zh: '一', en: 'one' };
  const response = {} as never;
  // @ts-expect-error a route has to name its permission
  contract({ 'GET /api/a': { summary, response } });
  // @ts-expect-error the permission has to be a row of the table
  contract({ 'GET /api/b': { summary, response, permission: 'task.everything' } });
  expect(contract({ 'GET /api/c': { summary, response, permission: 'task.read' } })).toHaveProperty('GET /api/c');
});
