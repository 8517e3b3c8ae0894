import { describe, expect, test } from 'vitest';
import {
  blockersOf,
  type Choices,
  leadLines,
  leadShares,
  type Plan,
  type PlannedTask,
  withChoice,
  withOrganisation,
} from './plan.ts';

const task = (lead: string, from: string | null, more: Partial<PlannedTask> = {}) =>
  ({
    key: `r/${lead}/${from ?? ''}`,
    draftId: null,
    lead: { id: lead, name: lead },
    period: from === null ? null : { from, to: from },
    blockers: [],
    ...more,
  }) as unknown as PlannedTask;

describe('the choices of the clerk', () => {
  const none: Choices = { requirements: [] };

  test('are kept for each requirement and given back to the document', () => {
    const chosen = withChoice(withChoice(none, 'a', { excluded: '已办' }), 'b', { once: true });
    expect(withChoice(chosen, 'a', { excluded: '另有安排' }).requirements).toEqual([
      { requirementId: 'b', once: true },
      { requirementId: 'a', excluded: '另有安排' },
    ]);
    expect(withChoice(chosen, 'a', null).requirements).toEqual([{ requirementId: 'b', once: true }]);
  });

  test('of one organisation leave the others and the requirement as they were', () => {
    const first = withOrganisation(withChoice(none, 'a', { dueOn: '2026-07-31' }), 'a', {
      organisationId: 'x',
      excluded: '已办',
    });
    const both = withOrganisation(first, 'a', { organisationId: 'y', dueOn: null });
    expect(withOrganisation(both, 'a', { organisationId: 'x', excluded: null }).requirements).toEqual([
      {
        requirementId: 'a',
        dueOn: '2026-07-31',
        organisations: [
          { organisationId: 'y', dueOn: null },
          { organisationId: 'x', excluded: null },
        ],
      },
    ]);
  });
});

test('periods of one lead stand on one line, drafts each on their own', () => {
  const lines = leadLines([
    task('x', '2026-01-01'),
    task('x', '2026-04-01'),
    task('y', null),
    task('y', null, { draftId: 'd' } as never),
  ]);
  expect(lines.map((line) => [line.first.lead.id, line.tasks.length])).toEqual([
    ['x', 2],
    ['y', 1],
    ['y', 1],
  ]);
});

test('each organisation that leads is counted and listed by itself, also below one body', () => {
  const shares = leadShares([task('a', null), task('b', '2026-01-01'), task('b', '2026-04-01'), task('c', null)]);
  expect(shares.map(({ lead, tasks }) => [lead.id, tasks.length])).toEqual([
    ['b', 2],
    ['a', 1],
    ['c', 1],
  ]);
});

test('everything in the way is counted', () => {
  const plan = {
    requirements: [
      { blockers: [{}], tasks: [task('x', null, { blockers: [{}, {}] } as never)] },
      { blockers: [], tasks: [task('y', null)] },
    ],
  } as unknown as Plan;
  expect(blockersOf(plan)).toBe(3);
});
