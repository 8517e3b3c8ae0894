import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excludes, type Role, roles } from '../../platform/access/permissions.ts';
import { addDays } from '../../platform/clock/days.ts';
import {
  findingOnEnding,
  findingOnGrant,
  type GrantTerm,
  hindranceOnApproving,
  mayDo,
  tellingRows,
  termOnApproval,
} from './rules.ts';

const today = '2026-06-17';
const organisationId = 'a';
const everyRole = Object.keys(roles) as Role[];
const administrators = everyRole.filter((role) => !roles[role].business);

const term = (role: Role, from: string | null, until: string | null): GrantTerm => ({
  role,
  organisationId,
  from,
  until,
});
const says = (finding: { said: { key: string } } | null) => finding?.said.key ?? null;

test('the three administrators exclude each other and every business role; business roles go together', () => {
  expect(administrators).toEqual(['systemAdministrator', 'securityAdministrator', 'auditAdministrator']);
  for (const one of everyRole) {
    for (const other of everyRole) {
      const apart = one !== other && (administrators.includes(one) || administrators.includes(other));
      expect([one, other, excludes(one, other)]).toEqual([one, other, apart]);
    }
  }
});

const day = fc.integer({ min: 0, max: 60 }).map((count) => addDays(today, count));
const open = fc.option(day, { nil: null });

test('whatever is granted in whatever order, no day sees an administrator with another role', () => {
  const asked = fc.array(fc.record({ role: fc.constantFrom(...everyRole), from: day, until: open }), { maxLength: 12 });
  fc.assert(
    fc.property(asked, (grants) => {
      const held: GrantTerm[] = [];
      for (const grant of grants) {
        const wanted = { ...grant, organisationId };
        if (findingOnGrant(wanted, held, today) === null) held.push(wanted);
      }
      for (let count = 0; count <= 60; count += 1) {
        const on = addDays(today, count);
        const rolesThen = held
          .filter(({ from, until }) => (from ?? on) <= on && on <= (until ?? on))
          .map(({ role }) => role);
        if (rolesThen.some((role) => administrators.includes(role)) && new Set(rolesThen).size > 1) return false;
      }
      return true;
    }),
  );
});

test('an administrator of last month may be a clerk from today on', () => {
  const held = [term('auditAdministrator', '2026-01-01', '2026-06-16')];
  expect(findingOnGrant(term('unitClerk', today, null), held, today)).toBeNull();
  const still = [term('auditAdministrator', '2026-01-01', today)];
  expect(says(findingOnGrant(term('unitClerk', today, null), still, today))).toBe('grants.excluded');
});

test('a grant begins today or later, ends after it begins, and is not given twice', () => {
  expect(says(findingOnGrant(term('leader', '2026-06-16', null), [], today))).toBe('grants.beginsInPast');
  expect(says(findingOnGrant(term('leader', '2026-06-20', '2026-06-19'), [], today))).toBe(
    'grants.endsBeforeBeginning',
  );
  const held = [term('leader', '2026-01-01', null)];
  expect(says(findingOnGrant(term('leader', today, null), held, today))).toBe('grants.heldAlready');
  expect(findingOnGrant({ ...term('leader', today, null), organisationId: 'b' }, held, today)).toBeNull();
});

test('what a person holds by another account excludes as if it were this one, and may be held by both', () => {
  const elsewhere = [{ ...term('securityAdministrator', '2026-01-01', null), otherAccount: 'second' }];
  const finding = findingOnGrant(term('systemAdministrator', today, null), elsewhere, today);
  expect([says(finding), finding?.said.slots]).toEqual([
    'grants.excludedElsewhere',
    expect.objectContaining({ otherAccount: 'second' }),
  ]);
  expect(findingOnGrant(term('securityAdministrator', today, null), elsewhere, today)).toBeNull();
});

test('a grant ends at once or later, never in the past and never later than it would anyway', () => {
  const held = term('leader', '2026-01-01', '2026-12-31');
  expect(findingOnEnding(held, '2026-06-16', today)).toBeNull();
  expect(says(findingOnEnding(held, '2026-06-15', today))).toBe('grants.endsInPast');
  expect(says(findingOnEnding(held, '2026-12-31', today))).toBe('grants.endedAlready');
  expect(says(findingOnEnding(term('leader', null, '2026-06-16'), '2026-06-16', today))).toBe('grants.endedAlready');
});

test('an account’s history is told by rows that stand and rows that nothing followed, each grant once', () => {
  const row = (id: string, recordedAt: string, supersededAt: string | null, until: string | null = null) => ({
    ...{ id, recordedAt, supersededAt },
    ...term('leader', today, until),
  });
  const moved = row('moved', '2026-06-17T01:00:00Z', '2026-06-18T01:00:00Z');
  const follower = row('follower', '2026-06-18T01:00:00Z', null, '2026-06-30');
  const undone = row('undone', '2026-06-17T02:00:00Z', '2026-06-17T03:00:00Z');
  expect(tellingRows([follower, undone, moved]).map(({ id }) => id)).toEqual(['follower', 'undone']);
  const elsewhere = { ...follower, organisationId: 'b' };
  expect(tellingRows([elsewhere, moved]).map(({ id }) => id)).toEqual(['follower', 'moved']);
});

test('what a role may do is said in words with its reach, in both languages', () => {
  expect(mayDo('inspector', 'zh-CN')).toContainEqual({ words: '查看任务', reach: '本单位和所指导单位' });
  expect(mayDo('auditAdministrator', 'en')).toContainEqual({
    words: 'Verify the audit chain',
    reach: 'the whole city',
  });
});

test('nobody approves what he asked for, nor anything for himself by whichever account', () => {
  const decider = { accountId: 'sec', personId: 'p' };
  const holder = { accountId: 'li', personId: 'q' };
  const requester = { accountId: 'sys', personId: null };
  const says = (more: object) => hindranceOnApproving({ decider, holder, requester, ...more })?.key ?? null;
  expect(says({})).toBeNull();
  expect(says({ requester: { accountId: 'sec', personId: null } })).toBe('grants.ownRequest');
  expect(says({ requester: { accountId: 'sys', personId: 'p' } })).toBe('grants.ownRequest');
  expect(says({ holder: { accountId: 'sec', personId: null } })).toBe('grants.forOneself');
  expect(says({ holder: { accountId: 'li', personId: 'p' } })).toBe('grants.forOneself');
  expect(
    says({ holder: { accountId: 'li', personId: null }, decider: { accountId: 'sec', personId: null } }),
  ).toBeNull();
});

test('what is approved never begins before it is approved', () => {
  fc.assert(
    fc.property(day, open, day, (from, until, approvedOn) => {
      const granted = termOnApproval({ ...term('leader', from, until) }, approvedOn);
      if ('said' in granted) return until !== null && until < approvedOn;
      return (granted.from ?? '') >= approvedOn && (granted.from ?? '') >= from && granted.until === until;
    }),
  );
});
