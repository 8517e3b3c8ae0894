import { describe, expect, it } from 'vitest';
import { permissions } from '../../platform/access/permissions.ts';
import { actKinds, taskStates } from './acts.ts';
import type { TaskSummary } from './fold.ts';
import { evidenceGate, failedGates } from './gates.ts';
import { type Hands, transitions, whyNot, whyNotVerifier } from './rules.ts';

const task: TaskSummary = {
  state: 'inProgress',
  lastSeq: 3,
  revision: 1,
  requirementRevision: 1,
  standard: '',
  leadOrganisationId: 'county',
  leadBodyId: 'county',
  accountablePersonId: 'accountable',
  leaderPersonId: null,
  dueOn: '2026-07-31',
  originalDueOn: '2026-07-31',
  escalated: false,
  extensionAsked: false,
  extensionWantedOn: null,
  finishedOn: null,
};

describe('the state table', () => {
  it('has a row for every act and names permissions that exist', () => {
    expect(Object.keys(transitions).sort()).toEqual(actKinds.filter((kind) => kind !== 'draft').sort());
    for (const { who } of Object.values(transitions)) expect(Object.keys(permissions)).toContain(who.permission);
  });

  it('takes no draft back for which nobody is accountable, and says what to do first', () => {
    const draft = { ...task, state: 'draft' as const };
    expect(whyNot('withdraw', draft)).toBeNull();
    expect(whyNot('withdraw', { ...draft, accountablePersonId: null })?.key).toBe('tasks.withdrawalNeedsAccountable');
  });

  it('locks a task under review for those who work on it', () => {
    const submitted = { ...task, state: 'submitted' as const };
    for (const kind of [
      'progress',
      'submit',
      'linkEvidence',
      'withdrawEvidence',
      'amend',
      'reassign',
      'askExtension',
    ] as const) {
      expect(whyNot(kind, submitted)?.key).toBe('tasks.notInThisState');
    }
    expect(whyNot('close', submitted)).toBeNull();
    expect(whyNot('note', submitted)).toBeNull();
  });

  it('verifies nothing but a submission', () => {
    for (const state of taskStates.filter((one) => one !== 'submitted')) {
      expect(whyNot('close', { ...task, state })).not.toBeNull();
      expect(whyNot('return', { ...task, state })).not.toBeNull();
    }
  });

  it('allows one extension, later than the present day, of a task that has one', () => {
    expect(whyNot('askExtension', task, { wantedOn: '2026-08-31' })).toBeNull();
    expect(whyNot('askExtension', task, { wantedOn: '2026-07-31' })?.key).toBe('tasks.extensionNotLater');
    expect(whyNot('askExtension', { ...task, dueOn: null })?.key).toBe('tasks.noDueToExtend');
    expect(whyNot('askExtension', { ...task, extensionAsked: true })?.key).toBe('tasks.extensionOnce');
    expect(whyNot('grantExtension', task)?.key).toBe('tasks.noExtensionAsked');
    const asked = { ...task, extensionAsked: true, extensionWantedOn: '2026-08-31' };
    expect(whyNot('grantExtension', asked, { dueOn: { before: '2026-07-31', after: '2026-08-15' } })).toBeNull();
    expect(whyNot('grantExtension', asked, { dueOn: { before: '2026-07-31', after: '2026-07-30' } })?.key).toBe(
      'tasks.extensionNotLater',
    );
  });

  it('takes progress of a draft on behalf only', () => {
    const draft = { ...task, state: 'draft' as const };
    expect(whyNot('progress', draft)?.key).toBe('tasks.notInThisState');
    expect(whyNot('progress', draft, {}, true)).toBeNull();
  });
});

describe('who may verify', () => {
  const hands: Hands = {
    accountablePersonId: 'accountable',
    accounts: new Set(['submitter']),
    people: new Set(['submitting person']),
  };
  it.each([
    ['another person', { accountId: 'other', personId: 'other person' }, null],
    ['someone without a person', { accountId: 'other', personId: null }, null],
    ['the accountable person', { accountId: 'other', personId: 'accountable' }, 'tasks.verifierIsAccountable'],
    ['who submitted or entered it', { accountId: 'submitter', personId: null }, 'tasks.verifierDidIt'],
    [
      'the same person under another account',
      { accountId: 'second', personId: 'submitting person' },
      'tasks.verifierDidIt',
    ],
  ] as const)('%s', (_, actor, key) => {
    expect(whyNotVerifier(actor, hands)?.key ?? null).toBe(key);
  });
});

describe('the gates of closing (domain.md A69)', () => {
  const closing = {
    guidance: { notNeeded: '往年已指导' },
    standardMet: '台账齐全',
    values: [],
    finding: '现场核对属实',
  };
  const facts = {
    hardness: 'hard' as const,
    quantities: [],
    evidenceDemand: null,
    evidence: [{ id: 'e', kind: 'text' as const, mediaType: null }],
    guidanceActIds: new Set(['g1']),
  };
  const fields = (input: typeof closing | object, more: object = {}) =>
    failedGates({ ...closing, ...input }, { ...facts, ...more }).map(
      (failure) => `${failure.field} ${failure.why.key}`,
    );

  it('opens when guided, checked and followed through', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ guidance: { actId: 'g1' } })).toEqual([]);
  });

  it('wants guidance of this very task, or a reason', () => {
    expect(fields({ guidance: { actId: 'g2' } })).toEqual(['guidance tasks.guidanceOfAnotherTask']);
    expect(fields({ guidance: { notNeeded: '  ' } })).toEqual(['guidance tasks.guidanceMissing']);
    expect(fields({ guidance: { notNeeded: '。。。' } })).toEqual(['guidance tasks.guidanceMissing']);
  });

  it('wants the standard in words and a finding on this item', () => {
    expect(fields({ standardMet: '' })).toEqual(['standardMet tasks.standardMissing']);
    expect(fields({ finding: '√' })).toEqual(['finding tasks.findingMissing']);
  });

  it('wants a value for each quantity, and the value to reach it', () => {
    const quantities = [{ op: '>=' as const, value: 80, unit: '%' }];
    expect(fields({}, { quantities })).toEqual(['values tasks.valuesMissing']);
    expect(fields({ values: [79] }, { quantities })).toEqual(['values.0 tasks.valueNotReached']);
    expect(fields({ values: [80] }, { quantities })).toEqual([]);
    expect(fields({ values: [3] }, { quantities: [{ op: '<=', value: 2, unit: '次' }] })).toEqual([
      'values.0 tasks.valueNotReached',
    ]);
    expect(fields({ values: [2] }, { quantities: [{ op: '>', value: 2, unit: '次' }] })).toEqual([
      'values.0 tasks.valueNotReached',
    ]);
    expect(fields({ values: [2] }, { quantities: [{ op: '=', value: 1, unit: '次' }] })).toEqual([]);
  });

  it('names all gates that do not hold at once', () => {
    expect(fields({ guidance: { notNeeded: '' }, standardMet: '', finding: '' }, { evidence: [] })).toHaveLength(4);
  });

  it('wants live evidence of a hard task only', () => {
    expect(evidenceGate({ ...facts, evidence: [] })).toHaveLength(1);
    expect(evidenceGate({ ...facts, evidence: [], hardness: 'semi' })).toEqual([]);
  });

  it('demands a kind only with the decision that demands it', () => {
    const demand = { kind: 'photo' as const, decidedBy: '某办法第三条' };
    const photo = { id: 'p', kind: 'file' as const, mediaType: 'image/jpeg' };
    const document = { id: 'd', kind: 'file' as const, mediaType: 'application/pdf' };
    const number = { id: 'n', kind: 'documentNumber' as const, mediaType: null };
    const holds = (kind: 'photo' | 'document' | 'number', item: object) =>
      evidenceGate({ hardness: 'soft', evidence: [item as never], evidenceDemand: { ...demand, kind } }).length === 0;
    expect([photo, document, number].map((item) => holds('photo', item))).toEqual([true, false, false]);
    expect([photo, document, number].map((item) => holds('document', item))).toEqual([false, true, true]);
    expect([photo, document, number].map((item) => holds('number', item))).toEqual([false, false, true]);
  });
});
