import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, type ActKind, actKinds, openStates, type Payloads, type TaskState } from './acts.ts';
import { foldActs, isLate, punctualityOf, spansOf } from './fold.ts';
import { stateAfter, transitions, whyNot } from './rules.ts';

const terms = {
  requirementRevision: 1,
  standard: '全部建成',
  leadOrganisationId: 'county',
  leadBodyId: 'county',
  accountablePersonId: 'liaison',
  leaderPersonId: null,
  dueOn: '2026-07-31',
};

const samplePayloads: Payloads = {
  draft: { terms },
  dispatch: { terms, dispatchId: 'batch', quote: '要在7月底前建成。' },
  acknowledge: {},
  progress: { text: '已启动' },
  submit: { text: '已完成' },
  return: { reason: '缺附件' },
  close: { guidance: { notNeeded: '已有样板' }, standardMet: '达到', values: [], finding: '属实', evidenceIds: [] },
  withdraw: { reason: '合并办理' },
  amend: { changes: { dueOn: { before: '2026-07-31', after: '2026-08-15' } }, reason: '顺延' },
  reassign: {
    lead: { before: 'county', after: 'successor' },
    leadBodyId: { before: 'county', after: 'successor' },
    accountablePersonId: { before: 'liaison', after: 'other' },
    reason: '机构调整',
  },
  askExtension: { wantedOn: '2026-12-31', reason: '批复未到' },
  grantExtension: { dueOn: { before: '2026-07-31', after: '2026-12-31' }, reason: '' },
  refuseExtension: { reason: '时间足够' },
  giveGuidance: { text: '已到场指导' },
  escalate: { reason: '两次催办无进展' },
  linkEvidence: { evidenceId: 'e1', text: '' },
  withdrawEvidence: { evidenceId: 'e1', reason: '传错' },
  note: { text: '已配合' },
  keep: { about: 'revision', requirementRevision: 2, reason: '不影响' },
};

let counter = 0;
function act(kind: ActKind, seq: number, occurredOn = '2026-06-17'): Act {
  counter += 1;
  return {
    id: `act-${counter}`,
    seq,
    kind,
    accountId: 'someone',
    onBehalfSource: null,
    occurredOn,
    recordedAt: `2026-06-17T00:00:${String(seq).padStart(2, '0')}Z`,
    payload: samplePayloads[kind],
  } as Act;
}

/** A timeline of these kinds, each on the day that follows. */
function timeline(...kinds: ActKind[]): Act[] {
  return kinds.map((kind, index) => act(kind, index + 1, `2026-06-${String(index + 1).padStart(2, '0')}`));
}

describe('the state of a task', () => {
  it('follows a task from dispatch to close', () => {
    const states = ['dispatch', 'acknowledge', 'progress', 'submit', 'return', 'progress', 'submit', 'close'] as const;
    const acts = timeline(...states);
    expect(acts.map((_, index) => foldActs(acts.slice(0, index + 1)).state)).toEqual([
      ...['dispatched', 'acknowledged', 'inProgress', 'submitted', 'returned', 'inProgress', 'submitted', 'closed'],
    ]);
  });

  it('keeps the original due day when another is granted', () => {
    const folded = foldActs(timeline('dispatch', 'acknowledge', 'askExtension', 'grantExtension'));
    expect(folded).toMatchObject({
      originalDueOn: '2026-07-31',
      dueOn: '2026-12-31',
      extensionAsked: true,
      extensionWantedOn: null,
      revision: 2,
    });
  });

  it('counts the finish from the day the submission happened, and forgets it when returned', () => {
    expect(foldActs(timeline('dispatch', 'submit')).finishedOn).toBe('2026-06-02');
    expect(foldActs(timeline('dispatch', 'submit', 'return')).finishedOn).toBeNull();
    expect(foldActs(timeline('dispatch', 'submit', 'return', 'submit', 'close')).finishedOn).toBe('2026-06-04');
  });

  it('lets a reassigned task begin anew with its successor', () => {
    expect(foldActs(timeline('dispatch', 'acknowledge', 'progress', 'reassign'))).toMatchObject({
      state: 'dispatched',
      leadOrganisationId: 'successor',
      accountablePersonId: 'other',
    });
  });

  it('keeps a draft a draft when its imported progress is told', () => {
    expect(foldActs(timeline('draft', 'progress')).state).toBe('draft');
    expect(foldActs(timeline('draft', 'progress', 'dispatch')).state).toBe('dispatched');
  });

  it('calls a timeline with a gap or a wrong beginning damaged', () => {
    expect(() => foldActs([act('acknowledge', 1)])).toThrow('begins with');
    expect(() => foldActs([act('dispatch', 1), act('acknowledge', 3)])).toThrow('follows 1 with 3');
    expect(() => foldActs([])).toThrow('at least one');
  });
});

describe('being late', () => {
  it.each([
    ['dispatched', '2026-06-30', '2026-07-01', true],
    ['submitted', '2026-06-30', '2026-07-01', true],
    ['inProgress', '2026-07-01', '2026-07-01', false],
    ['closed', '2026-06-30', '2026-07-01', false],
    ['withdrawn', '2026-06-30', '2026-07-01', false],
    ['draft', '2026-06-30', '2026-07-01', false],
    ['dispatched', null, '2026-07-01', false],
  ] as const)('%s, due %s, on %s: %s', (state, dueOn, today, late) => {
    expect(isLate({ state, dueOn }, today)).toBe(late);
  });

  it.each([
    ['submitted', '2026-06-30', '2026-06-30', 'submittedInTime'],
    ['submitted', '2026-06-30', '2026-07-01', 'submittedLate'],
    ['closed', '2026-06-30', '2026-06-30', 'doneInTime'],
    ['closed', '2026-06-30', '2026-07-01', 'doneLate'],
    ['inProgress', '2026-06-30', null, null],
    ['returned', '2026-06-30', null, null],
    ['withdrawn', '2026-06-30', '2026-06-30', null],
    ['submitted', null, '2026-07-01', null],
    ['closed', null, '2026-07-01', null],
  ] as const)('%s, due %s, work of %s: %s', (state, dueOn, finishedOn, punctuality) => {
    expect(punctualityOf({ state, dueOn, finishedOn })).toBe(punctuality);
  });
});

type LaterKind = Exclude<ActKind, 'draft'>;
const laterKinds = actKinds.filter((kind): kind is LaterKind => kind !== 'draft');

/** Tries the kinds one after the other and keeps what the state table accepts, implied acts included. */
function accepted(begin: 'draft' | 'dispatch', kinds: readonly LaterKind[], days: readonly number[]): Act[] {
  const acts = [act(begin, 1, '2026-06-01')];
  kinds.forEach((kind, index) => {
    const before = foldActs(acts);
    if (whyNot(kind, before, samplePayloads[kind] as never, true)) return;
    const day = `2026-06-${String(1 + ((days[index] ?? 0) % 28)).padStart(2, '0')}`;
    if (transitions[kind].impliesAcknowledge && before.state === 'dispatched')
      acts.push(act('acknowledge', acts.length + 1, day));
    acts.push(act(kind, acts.length + 1, day));
  });
  return acts;
}

const sequences = fc.record({
  begin: fc.constantFrom('draft' as const, 'dispatch' as const),
  kinds: fc.array(fc.constantFrom(...laterKinds), { maxLength: 40 }),
  days: fc.array(fc.nat(27), { maxLength: 40 }),
});

describe('any sequence that the table accepts', () => {
  it('folds, and each act leads where the table says', () => {
    fc.assert(
      fc.property(sequences, ({ begin, kinds, days }) => {
        const acts = accepted(begin, kinds, days);
        for (let count = 1; count < acts.length; count++) {
          const before = foldActs(acts.slice(0, count));
          const next = acts[count] as Act;
          const after = foldActs(acts.slice(0, count + 1));
          expect(after.state).toBe(stateAfter(next.kind as LaterKind, before.state));
          expect(after.revision).toBeGreaterThanOrEqual(before.revision);
        }
      }),
    );
  });

  it('ends for good with closed and withdrawn', () => {
    const ended: TaskState[] = ['closed', 'withdrawn'];
    for (const kind of laterKinds) for (const state of ended) expect(transitions[kind].from).not.toContain(state);
  });

  it('has one extension at most, and a submission before each close', () => {
    fc.assert(
      fc.property(sequences, ({ begin, kinds, days }) => {
        const acts = accepted(begin, kinds, days);
        expect(acts.filter((one) => one.kind === 'askExtension').length).toBeLessThanOrEqual(1);
        const close = acts.findIndex((one) => one.kind === 'close');
        if (close >= 0) expect(foldActs(acts.slice(0, close)).state).toBe('submitted');
        expect(acts.filter((one) => one.kind === 'close').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has spans without gap or overlap, the last of which is the present state', () => {
    fc.assert(
      fc.property(sequences, ({ begin, kinds, days }) => {
        const acts = accepted(begin, kinds, days);
        const spans = spansOf(acts);
        expect(spans.at(-1)).toMatchObject({ state: foldActs(acts).state, toOn: null, toAt: null });
        spans.slice(0, -1).forEach((span, index) => {
          const next = spans[index + 1];
          expect(next?.fromOn).toBe(span.toOn);
          expect(next?.fromAt).toBe(span.toAt);
          expect(span.toOn && span.toOn >= span.fromOn).toBe(true);
        });
      }),
    );
  });

  it('is called done only where it is closed out, and never late at the same time', () => {
    fc.assert(
      fc.property(sequences, ({ begin, kinds, days }) => {
        const folded = foldActs(accepted(begin, kinds, days));
        if (!punctualityOf(folded)?.startsWith('done')) return;
        expect([folded.state, isLate(folded, '2027-01-01')]).toEqual(['closed', false]);
      }),
    );
  });

  it('is late only while it is open', () => {
    fc.assert(
      fc.property(sequences, ({ begin, kinds, days }) => {
        const folded = foldActs(accepted(begin, kinds, days));
        if (isLate(folded, '2027-01-01')) expect(openStates).toContain(folded.state);
      }),
    );
  });
});
