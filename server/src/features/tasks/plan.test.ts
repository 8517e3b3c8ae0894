import { describe, expect, it } from 'vitest';
import type { RequirementContent } from '../directives/contract.ts';
import {
  differenceOf,
  lineOf,
  type PlanDraft,
  type PlanFacts,
  type PlanRequirement,
  planTasks,
  queryKey,
  taskKey,
} from './plan.ts';

const query = { kind: 'cppccBody', within: 'guided' as const, conditions: [] };
const owner = (organisationIds: string[], role: 'lead' | 'support' = 'lead') => ({
  ...{ text: '各单位', role, organisationIds, query: null, audience: false },
});

function requirement(more: Partial<RequirementContent> = {}, id = 'r1'): PlanRequirement {
  const content: RequirementContent = {
    ...{ action: '建立台账', standard: '', act: 'directive', hardness: 'semi', deadline: null, recurrence: null },
    ...{ quantities: [], supervisionMode: null, supervisionObject: null, references: [], evidenceExpected: '' },
    ...{ evidenceDemand: null, owners: [owner(['a'])], ...more },
  };
  return { id, revision: 1, clauseKey: '1', quote: '要建立台账。', content };
}

function facts(more: Partial<PlanFacts> = {}): PlanFacts {
  return {
    today: '2026-06-17',
    horizon: '2026-12-31',
    answers: new Map([[queryKey(query), ['a', 'b']]]),
    organisations: new Map(['a', 'b', 'c'].map((id) => [id, { bodyId: `body of ${id}`, exists: true }])),
    liaisons: new Map(['a', 'b', 'c'].map((id) => [id, { personId: `liaison of ${id}`, basis: 'liaison' as const }])),
    belonging: new Set(['a/named']),
    dispatched: new Set(),
    drafts: [],
    leftOutBefore: new Map(),
    settled: new Map(),
    ...more,
  };
}

const plan = (content: Partial<RequirementContent>, choice: object = {}, more: Partial<PlanFacts> = {}) =>
  planTasks([requirement(content)], { requirements: [{ requirementId: 'r1', ...choice }] }, facts(more));
const first = (...given: Parameters<typeof plan>) =>
  plan(...given).requirements[0] as ReturnType<typeof plan>['requirements'][number];

describe('a plan', () => {
  it('makes one task for each lead, with its liaison accountable', () => {
    const { tasks } = first({ owners: [owner(['a', 'b']), owner(['b']), owner(['c'], 'support')] });
    expect(tasks.map((task) => [task.leadOrganisationId, task.accountable, task.supporters])).toEqual([
      ['a', { personId: 'liaison of a', basis: 'liaison' }, ['c']],
      ['b', { personId: 'liaison of b', basis: 'liaison' }, ['c']],
    ]);
  });

  it('never lists a lead among its own supporters', () => {
    expect(first({ owners: [owner(['a']), owner(['a', 'c'], 'support')] }).tasks[0]?.supporters).toEqual(['c']);
  });

  it('answers a conditional owner with today’s organisations', () => {
    const conditional = { ...owner([]), query };
    expect(first({ owners: [conditional] }).tasks.map((task) => task.leadOrganisationId)).toEqual(['a', 'b']);
    const nobody = first({ owners: [conditional] }, {}, { answers: new Map([[queryKey(query), []]]) });
    expect([nobody.tasks, nobody.blockers]).toEqual([[], []]);
  });

  it('is blocked where nobody is responsible, accountable or there any more', () => {
    const codes = (...given: Parameters<typeof plan>) => {
      const planned = first(...given);
      return [...planned.blockers, ...planned.tasks.flatMap((task) => task.blockers)].map((blocker) => blocker.code);
    };
    expect(codes({ owners: [owner([])] })).toEqual(['ownerUnresolved']);
    expect(codes({ owners: [] })).toEqual(['ownerUnresolved']);
    expect(codes({ owners: [owner([])] }, { leads: ['a'] })).toEqual([]);
    expect(codes({}, {}, { liaisons: new Map() })).toEqual(['nobodyAccountable']);
    expect(codes({}, { organisations: [{ organisationId: 'a', accountablePersonId: 'stranger' }] })).toEqual([
      'accountableLeft',
    ]);
    expect(codes({}, { organisations: [{ organisationId: 'a', accountablePersonId: 'named' }] })).toEqual([]);
    const gone = new Map([
      ['a', { bodyId: 'a', exists: false }],
      ['c', { bodyId: 'c', exists: false }],
    ]);
    expect(codes({ owners: [owner(['a']), owner(['c'], 'support')] }, {}, { organisations: gone })).toEqual([
      'dissolved',
      'supporterDissolved',
    ]);
  });

  it('leaves out with a reason, and remembers an earlier one until it is taken back', () => {
    const twice = { owners: [owner(['a', 'b'])] };
    const out = first(twice, { organisations: [{ organisationId: 'a', excluded: '已办' }] });
    expect([out.tasks.map((task) => task.leadOrganisationId), out.leftOut]).toEqual([
      ['b'],
      [{ requirementId: 'r1', organisationId: 'a', reason: '已办' }],
    ]);
    const leftOutBefore = new Map([['r1/a', '上次未发']]);
    expect(first(twice, {}, { leftOutBefore }).leftOut[0]?.reason).toBe('上次未发');
    expect(
      first(twice, { organisations: [{ organisationId: 'a', excluded: null }] }, { leftOutBefore }).tasks,
    ).toHaveLength(2);
    expect(first(twice, { excluded: '不需部署' }).tasks).toEqual([]);
  });

  it('does not dispatch twice', () => {
    const again = first({ owners: [owner(['a', 'b'])] }, {}, { dispatched: new Set([taskKey('r1', 'a', null)]) });
    expect([again.tasks.map((task) => task.leadOrganisationId), again.alreadyDispatched]).toEqual([['b'], ['a']]);
  });

  it('remembers whom a clerk chose where the document’s words found nobody', () => {
    const words = { owners: [{ ...owner([]), text: '界别' }, owner(['a'])] };
    const settled = new Map([['r1', { leads: ['c'], words: new Set(['界别']), named: new Set(['a']) }]]);
    const dispatched = new Set([taskKey('r1', 'c', null)]);
    const again = first(words, {}, { settled, dispatched });
    expect([again.tasks, again.blockers, again.alreadyDispatched]).toEqual([[], [], ['c']]);
    // A later version that names somebody else, or words nobody settled, is asked about.
    const more = first({ owners: [...words.owners, owner(['b'])] }, {}, { settled, dispatched });
    expect(more.tasks.map((task) => task.leadOrganisationId)).toEqual(['b']);
    const other = first({ owners: [{ ...owner([]), text: '工作站' }] }, {}, { settled, dispatched });
    expect(other.blockers.map((blocker) => blocker.words)).toEqual(['工作站']);
    // Whoever was left out is still said.
    const leftOutBefore = new Map([['r1/a', '已办']]);
    expect(first(words, {}, { settled, dispatched, leftOutBefore }).leftOut).toMatchObject([{ organisationId: 'a' }]);
  });

  it('asks for no period of what went out as one task', () => {
    const quarterly = { recurrence: { period: 'P3M' as const, minimum: 1, text: '每季度至少一次' } };
    const again = first(quarterly, {}, { dispatched: new Set([taskKey('r1', 'a', null)]) });
    expect([again.tasks, again.alreadyDispatched]).toEqual([[], ['a']]);
  });

  it('makes one task per period up to the horizon, or one where the clerk says so', () => {
    const quarterly = { recurrence: { period: 'P3M' as const, minimum: 1, text: '每季度至少一次' } };
    expect(first(quarterly).tasks.map((task) => [task.period?.from, task.dueOn])).toEqual([
      ['2026-04-01', '2026-06-30'],
      ['2026-07-01', '2026-09-30'],
      ['2026-10-01', '2026-12-31'],
    ]);
    expect(first(quarterly, { once: true }).tasks.map((task) => [task.period, task.dueOn])).toEqual([
      [null, '2026-12-31'],
    ]);
  });

  it('takes the due day of the document, the clerk’s for all, or the clerk’s for one', () => {
    const deadline = {
      kind: 'due' as const,
      from: null,
      to: '2026-07-31',
      text: '',
      yearEvidence: null,
      inherited: false,
      provisional: false,
    };
    const dues = (choice: object) =>
      first({ deadline, owners: [owner(['a', 'b'])] }, choice).tasks.map((task) => task.dueOn);
    expect(dues({})).toEqual(['2026-07-31', '2026-07-31']);
    expect(dues({ dueOn: '2026-08-15' })).toEqual(['2026-08-15', '2026-08-15']);
    expect(dues({ dueOn: '2026-08-15', organisations: [{ organisationId: 'b', dueOn: null }] })).toEqual([
      '2026-08-15',
      null,
    ]);
    expect(first({ deadline: { ...deadline, kind: 'vague' } }).tasks[0]?.dueOn).toBeNull();
    expect(first({ deadline: { ...deadline, to: '2026-06-16' } }).tasks[0]?.duePassed).toBe(true);
  });

  it('lets drafts stand for the requirement they belong to', () => {
    const draft: PlanDraft = {
      ...{
        id: 'd1',
        version: 2,
        requirementId: 'r1',
        leadOrganisationId: 'b',
        supporters: ['c'],
        accountablePersonId: null,
      },
      ...{ leaderPersonId: 'leader', dueOn: '2026-09-30' },
    };
    expect(first({ owners: [owner(['a'])] }, {}, { drafts: [draft] }).tasks).toMatchObject([
      {
        draft: { id: 'd1', version: 2 },
        leadOrganisationId: 'b',
        supporters: ['c'],
        leaderPersonId: 'leader',
        dueOn: '2026-09-30',
      },
    ]);
  });
});

describe('the digest', () => {
  it('is the same for the same plan and changes with whatever would be dispatched', () => {
    const digest = (...given: Parameters<typeof plan>) => plan(...given).digest;
    const base = digest({ owners: [owner(['a', 'b'])] });
    expect(digest({ owners: [owner(['b', 'a'])] })).toBe(base);
    const others = [
      digest({ owners: [owner(['a'])] }),
      digest({ owners: [owner(['a', 'b'])] }, { dueOn: '2026-08-01' }),
      digest({ owners: [owner(['a', 'b'])] }, { leaderPersonId: 'someone' }),
      digest({ owners: [owner(['a', 'b'])] }, { organisations: [{ organisationId: 'a', excluded: '已办' }] }),
      digest(
        { owners: [owner(['a', 'b'])] },
        {},
        { liaisons: new Map([['a', { personId: 'new liaison', basis: 'liaison' }]]) },
      ),
      digest(
        { owners: [owner(['a', 'b'])] },
        {},
        {
          organisations: new Map([
            ['a', { bodyId: 'a', exists: false }],
            ['b', { bodyId: 'b', exists: true }],
          ]),
        },
      ),
    ];
    expect(new Set([base, ...others]).size).toBe(others.length + 1);
  });

  it('is explained by the difference of the lines', () => {
    const seenPlan = plan({ owners: [owner(['a', 'b'])] });
    const seen = seenPlan.requirements.flatMap(({ requirement: of, tasks }) =>
      tasks.map((task) => ({ key: task.key, line: lineOf(of, task) })),
    );
    const now = plan(
      { owners: [owner(['b', 'c'])] },
      {},
      {
        liaisons: new Map([
          ['b', { personId: 'another', basis: 'liaison' }],
          ['c', { personId: 'x', basis: 'liaison' }],
        ]),
      },
    );
    expect(differenceOf(seen, now)).toEqual({ added: ['r1/c/'], removed: ['r1/a/'], changed: ['r1/b/'] });
    expect(differenceOf(seen, seenPlan)).toEqual({ added: [], removed: [], changed: [] });
  });
});
