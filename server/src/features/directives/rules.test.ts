import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequirementContent } from './content.ts';
import {
  applyAct,
  canPutBack,
  confidenceOf,
  foldActs,
  isLive,
  newestStanding,
  type Recorded,
  type RequirementAct,
  refusalOf,
  revisionsToFreeze,
  sameMeaning,
  standingDecision,
  stateOf,
  withAudience,
} from './rules.ts';

const content: RequirementContent = {
  action: '每季度报送一次联系群众情况',
  standard: '',
  act: 'directive',
  hardness: 'hard',
  owners: [
    { text: '我们', role: 'lead', organisationIds: ['a'], query: null, audience: true },
    { text: '市政协办公室', role: 'support', organisationIds: ['o'], query: null, audience: false },
  ],
  deadline: {
    kind: 'due',
    from: null,
    to: '2026-09-30',
    text: '9月底前',
    yearEvidence: null,
    inherited: false,
    provisional: false,
  },
  recurrence: null,
  quantities: [],
  supervisionMode: null,
  supervisionObject: null,
  references: [],
  evidenceExpected: '',
  evidenceDemand: null,
};
const span = { start: 0, end: 20 };
const edited = { ...content, action: '每季度报送两次联系群众情况' };

const act = fc.oneof(
  fc.constantFrom<RequirementAct>({ kind: 'accept' }, { kind: 'madeKnown' }, { kind: 'reopen' }),
  fc.constantFrom('reject', 'defer', 'nothingToDo').map((kind) => ({ kind, reason: 'x' }) as RequirementAct),
  fc.string().map((action): RequirementAct => ({ kind: 'edit', content: { ...content, action } })),
  fc.array(fc.string()).map((organisationIds): RequirementAct => ({ kind: 'audience', organisationIds })),
);

const folded = (acts: readonly Recorded<RequirementAct>[]) => foldActs(content, span, acts);

describe('the state of a requirement', () => {
  it('is undecided before any act and shows the proposal', () => {
    expect(folded([])).toEqual({ content, decision: 'undecided', reason: null, span });
  });

  it('keeps what was edited when it is reopened', () => {
    const state = folded([{ kind: 'edit', content: edited }, { kind: 'reopen' }]);
    expect(state).toEqual({ content: edited, decision: 'undecided', reason: null, span });
  });

  it('forgets the reason of a decision that another one replaced', () => {
    expect(folded([{ kind: 'reject', reason: '与本市无关' }, { kind: 'accept' }]).reason).toBeNull();
  });

  it('takes back one decision at a time', () => {
    const acts: RequirementAct[] = [
      { kind: 'defer', reason: '等上级口径' },
      { kind: 'edit', content: edited },
    ];
    expect(folded([...acts, { kind: 'undo' }])).toEqual({
      content,
      decision: 'deferred',
      reason: '等上级口径',
      span,
    });
    expect(folded([...acts, { kind: 'undo' }, { kind: 'undo' }]).decision).toBe('undecided');
  });

  it('keeps a newer audience when an edit before it is taken back', () => {
    const acts: RequirementAct[] = [
      { kind: 'edit', content: edited },
      { kind: 'audience', organisationIds: ['b'] },
      { kind: 'undo' },
    ];
    const state = folded(acts);
    expect(state.decision).toBe('undecided');
    expect(state.content).toEqual(withAudience(content, ['b']));
  });

  it('begins with its content where a person added it, which no undo of a decision takes away', () => {
    const acts: RequirementAct[] = [{ kind: 'add', content }, { kind: 'undo' }];
    expect(foldActs(null, span, acts)).toEqual({ content, decision: 'accepted', reason: null, span });
    expect(standingDecision(acts)).toBeNull();
    expect(() => foldActs(null, span, [{ kind: 'accept' }])).toThrow();
  });

  it('puts the audience only where nobody else is named', () => {
    expect(withAudience(content, ['x', 'y']).owners.map((owner) => owner.organisationIds)).toEqual([['x', 'y'], ['o']]);
  });

  it('folds step by step as at once, and an undo right after a decision restores what was there', () => {
    fc.assert(
      fc.property(fc.array(act), act, (acts, last) => {
        const before = folded(acts);
        const after = folded([...acts, last]);
        if (last.kind !== 'undo' && last.kind !== 'redo') expect(after).toEqual(applyAct(before, last));
        if (last.kind !== 'audience') expect(folded([...acts, last, { kind: 'undo' }])).toEqual(before);
      }),
    );
  });
});

describe('taking back and putting back', () => {
  const named = fc.array(act, { maxLength: 8 }).map((acts) => acts.map((one, at) => ({ ...one, id: `act ${at}` })));

  it('leaves nothing of the act that was taken back, and all of it when it is put back', () => {
    fc.assert(
      fc.property(named, act, (acts, one) => {
        const last = { ...one, id: 'last' };
        const undone = [...acts, last, { kind: 'undo', of: 'last', id: 'undo' } as const];
        expect(folded(undone)).toEqual(folded(acts));
        expect(folded([...undone, { kind: 'redo', of: 'last' }])).toEqual(folded([...acts, last]));
      }),
    );
  });

  it('takes back the newest alone, and puts back only where nothing was decided since that stands', () => {
    const acts: Recorded<RequirementAct>[] = [
      { kind: 'accept', id: 'hers' },
      { kind: 'reject', reason: 'x', id: 'his' },
    ];
    expect(newestStanding(acts)?.id).toBe('his');
    const both: typeof acts = [...acts, { kind: 'undo', of: 'his' }, { kind: 'undo', of: 'hers' }];
    expect(newestStanding(both)).toBeNull();
    expect(canPutBack(both, 'hers')).toBe(true);
    expect(canPutBack([...both, { kind: 'defer', reason: 'x', id: 'new' }], 'hers')).toBe(false);
    expect(canPutBack(acts, 'hers')).toBe(false);
    expect(canPutBack([...both, { kind: 'audience', organisationIds: [] }], 'hers')).toBe(true);
  });

  it('takes an item away again that was added, and back to where it stood', () => {
    const add: Recorded<RequirementAct> = { kind: 'add', content, id: 'add' };
    expect(foldActs(null, span, [add, { kind: 'undo', of: 'add' }]).decision).toBe('gone');
    expect(foldActs(null, span, [add, { kind: 'undo', of: 'add' }, { kind: 'redo', of: 'add' }]).decision).toBe(
      'accepted',
    );
    const split: Recorded<RequirementAct> = {
      kind: 'split',
      content: edited,
      start: 0,
      end: 9,
      was: span,
      id: 'split',
    };
    expect(foldActs(content, { start: 0, end: 9 }, [split])).toMatchObject({ span: { start: 0, end: 9 } });
    expect(foldActs(content, { start: 0, end: 9 }, [split, { kind: 'undo', of: 'split' }])).toEqual(folded([]));
    expect(standingDecision([{ kind: 'accept', id: 'a' }, split])).toBeNull();
  });
});

describe('what may be decided', () => {
  it('reopens only what was decided', () => {
    expect(refusalOf({ content, decision: 'undecided' }, { kind: 'reopen' })).toBe('notDecided');
    expect(refusalOf({ content, decision: 'rejected' }, { kind: 'reopen' })).toBeNull();
  });

  it('makes known only soft principles', () => {
    expect(refusalOf({ content, decision: 'undecided' }, { kind: 'madeKnown' })).toBe('onlySoft');
    expect(
      refusalOf({ content: { ...content, hardness: 'soft' }, decision: 'undecided' }, { kind: 'madeKnown' }),
    ).toBeNull();
  });

  it('dispatches accepted and edited ones alone', () => {
    const live = (
      ['undecided', 'accepted', 'edited', 'rejected', 'deferred', 'nothingToDo', 'madeKnown'] as const
    ).filter(isLive);
    expect(live).toEqual(['accepted', 'edited']);
  });
});

describe('revisions', () => {
  const asFrozen = (revision: number, dropped = false, of = content) => ({ revision, dropped, content: of });

  it('counts how often as meaning, whatever words say it', () => {
    const quarterly = { ...content, recurrence: { period: 'P3M' as const, minimum: 1, text: '每季度至少1次' } };
    const { recurrence } = quarterly;
    expect(sameMeaning(content, quarterly)).toBe(false);
    expect(sameMeaning(quarterly, { ...content, recurrence: { ...recurrence, period: 'P1M' } })).toBe(false);
    expect(sameMeaning(quarterly, { ...content, recurrence: { ...recurrence, minimum: 2 } })).toBe(false);
    expect(sameMeaning(quarterly, { ...content, recurrence: { ...recurrence, text: '每季度不少于1次' } })).toBe(true);
    const frozen = asFrozen(1, false, quarterly);
    expect(revisionsToFreeze([{ id: 'r1', decision: 'accepted', content, frozen }])).toMatchObject([
      { requirementId: 'r1', revision: 2 },
    ]);
  });

  it('counts action, standard, due, owner and times as meaning and nothing else', () => {
    expect(sameMeaning(content, edited)).toBe(false);
    expect(sameMeaning(content, { ...content, standard: '覆盖率100%' })).toBe(false);
    expect(sameMeaning(content, { ...content, deadline: null })).toBe(false);
    expect(sameMeaning(content, withAudience(content, ['z']))).toBe(false);
    expect(
      sameMeaning(content, { ...content, hardness: 'soft', evidenceExpected: '记录', references: ['某意见'] }),
    ).toBe(true);
  });

  it('does not see a change in how the database orders a query', () => {
    const withQuery = (query: object) =>
      ({ ...content, owners: [{ ...content.owners[0], query }] }) as RequirementContent;
    const one = withQuery({
      kind: 'cppccBody',
      within: 'guided',
      conditions: [{ has: false, kind: 'committeeBranch', by: 'sameBody' }],
    });
    const two = withQuery({
      conditions: [{ by: 'sameBody', kind: 'committeeBranch', has: false }],
      within: 'guided',
      kind: 'cppccBody',
    });
    expect(sameMeaning(one, two)).toBe(true);
  });

  it('freezes what is live for the first time', () => {
    const given = [
      { id: 'r1', decision: 'accepted' as const, content, frozen: null },
      { id: 'r2', decision: 'rejected' as const, content, frozen: null },
    ];
    expect(revisionsToFreeze(given)).toEqual([{ requirementId: 'r1', revision: 1, dropped: false, content }]);
  });

  it('leaves a requirement alone whose meaning stayed, raises one that changed, drops one that went', () => {
    const given = [
      { id: 'same', decision: 'accepted' as const, content, frozen: asFrozen(1) },
      { id: 'changed', decision: 'edited' as const, content: edited, frozen: asFrozen(2) },
      { id: 'gone', decision: 'nothingToDo' as const, content, frozen: asFrozen(1) },
      { id: 'back', decision: 'accepted' as const, content, frozen: asFrozen(2, true) },
      { id: 'still gone', decision: 'rejected' as const, content, frozen: asFrozen(2, true) },
    ];
    expect(
      revisionsToFreeze(given).map(({ requirementId, revision, dropped }) => [requirementId, revision, dropped]),
    ).toEqual([
      ['changed', 3, false],
      ['gone', 2, true],
      ['back', 3, false],
    ]);
  });
});

describe('words', () => {
  it('names certainty', () => {
    expect([0, 0.49, 0.5, 0.79, 0.8, 1].map(confidenceOf)).toEqual([
      'unsure',
      'unsure',
      'likely',
      'likely',
      'sure',
      'sure',
    ]);
  });

  it('names where a document stands', () => {
    expect(stateOf({ withdrawn: false, number: 1, confirmed: false })).toBe('reviewing');
    expect(stateOf({ withdrawn: false, number: 1, confirmed: true })).toBe('confirmed');
    expect(stateOf({ withdrawn: false, number: 2, confirmed: false })).toBe('revising');
    expect(stateOf({ withdrawn: true, number: 1, confirmed: false })).toBe('withdrawn');
  });
});
