import { describe, expect, it } from 'vitest';
import { commandOf, pickedBy } from './keys.ts';
import type { Clause, Requirement } from './model.ts';
import { type Certainty, type Filter, neighbour, nextCertainty, nextUndecided, type Row, rowsFor } from './ordering.ts';

function requirement(id: string, part: Partial<Requirement>): Requirement {
  return {
    id,
    start: 0,
    clauseKey: null,
    confidence: 'sure',
    certainty: 0.9,
    decision: 'undecided',
    ...part,
  } as Requirement;
}

const clause = (key: string, parentKey: string | null, start: number) =>
  ({ key, parentKey, start, title: key, number: key }) as Clause;
const clauses = [clause('1', null, 0), clause('1.1', '1', 10), clause('2', null, 50)];
const requirements = [
  requirement('sure', { start: 12, clauseKey: '1.1', certainty: 0.9 }),
  requirement('unsure', { start: 60, clauseKey: '2', confidence: 'unsure', certainty: 0.4 }),
  requirement('likely', { start: 5, clauseKey: '1', confidence: 'likely', certainty: 0.6, decision: 'rejected' }),
  requirement('byHand', { start: 70, clauseKey: 'gone', confidence: null, certainty: null, decision: 'accepted' }),
];
const narrowed = (filter: Filter, certainty: Certainty = 'any') => ({ filter, certainty, today: '2026-06-17' });
const keys = (rows: readonly Row[]) => rows.map((row) => row.key);

describe('the list of requirements', () => {
  it('begins with what the reader is least sure of', () => {
    expect(keys(rowsFor(requirements, clauses, 'certainty', narrowed('all'), new Set()))).toEqual([
      ...['unsure', 'unsure', 'likely', 'likely', 'sure', 'sure', 'byHand', 'byHand'],
    ]);
  });

  it('is narrowed to how sure the reader was, each in its turn, and keeps what was decided just now', () => {
    const shown = (certainty: Certainty, staying: string[] = []) =>
      keys(rowsFor(requirements, clauses, 'certainty', narrowed('all', certainty), new Set(staying)));
    expect(shown('unsure')).toEqual(['unsure', 'unsure']);
    expect(shown('likely')).toEqual(['likely', 'likely']);
    expect(shown('sure', ['unsure'])).toEqual(['unsure', 'unsure', 'sure', 'sure']);
    const round: Certainty[] = ['any'];
    for (let step = 0; step < 4; step += 1) round.push(nextCertainty(round.at(-1) ?? 'any'));
    expect(round).toEqual(['any', 'unsure', 'likely', 'sure', 'any']);
  });

  it('stands under the clauses of the document, with every clause above, and names none without requirement', () => {
    const rows = rowsFor(requirements, clauses, 'document', narrowed('undecided'), new Set());
    expect(keys(rows)).toEqual(['clause 1', 'clause 1.1', 'sure', 'clause 2', 'unsure']);
    expect(rows.map((row) => (row.kind === 'clause' ? row.depth : null))).toEqual([0, 1, null, 0, null]);
  });

  it('keeps what lies outside the clauses', () => {
    expect(keys(rowsFor(requirements, clauses, 'document', narrowed('live'), new Set()))).toEqual([
      'noClause',
      'byHand',
    ]);
  });

  it('does not take away what was decided just now', () => {
    const rows = rowsFor(requirements, clauses, 'document', narrowed('undecided'), new Set(['likely']));
    expect(keys(rows)).toContain('likely');
    expect(keys(rowsFor(requirements, clauses, 'document', narrowed('notLive'), new Set()))).toEqual([
      'clause 1',
      'likely',
    ]);
  });

  it('is walked item by item and stops at its ends', () => {
    const rows = rowsFor(requirements, clauses, 'document', narrowed('undecided'), new Set());
    expect([
      neighbour(rows, null, 1),
      neighbour(rows, 'sure', 1),
      neighbour(rows, 'unsure', 1),
      neighbour(rows, 'sure', -1),
    ]).toEqual([...['sure', 'unsure', 'unsure', 'sure']]);
    expect(neighbour([], 'sure', 1)).toBeNull();
  });

  it('goes on to the next undecided one, from the top again after the last', () => {
    const rows = rowsFor(requirements, clauses, 'document', narrowed('all'), new Set());
    expect(nextUndecided(rows, 'unsure')).toBe('sure');
    expect(nextUndecided(rows, 'sure')).toBe('unsure');
    expect(
      nextUndecided(
        rows.filter((row) => row.key === 'sure'),
        'sure',
      ),
    ).toBeNull();
  });
});

describe('keys', () => {
  const press = (key: string, held: object = {}) =>
    commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

  it('are the same in either case of the keyboard lock', () => {
    expect([press('a'), press('A'), press('j'), press('x')]).toEqual(['accept', 'accept', 'next', 'select']);
  });

  it('tell accepting one from accepting all selected', () => {
    expect(press('A', { shiftKey: true })).toBe('acceptSelected');
    expect(press('R', { shiftKey: true })).toBe('rejectSelected');
    expect(press('J', { shiftKey: true })).toBeNull();
  });

  it('pick the organisation of their number, and none by zero', () => {
    const picked = (key: string) => pickedBy(press(key) ?? 'help');
    expect(['1', '9', '0', 'a'].map(picked)).toEqual([0, 8, null, null]);
    expect(press('0')).toBe('pickAll');
  });

  it('leave the keys of the browser alone', () => {
    expect([press('r', { ctrlKey: true }), press('a', { metaKey: true }), press('d', { altKey: true })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('know the question mark of both keyboards', () => {
    expect([press('?', { shiftKey: true }), press('？', { shiftKey: true })]).toEqual(['help', 'help']);
  });
});
