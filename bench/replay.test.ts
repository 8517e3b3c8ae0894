import { describe, expect, it } from 'vitest';
import { freshIds, ownIdOf, type Sent, substitution } from './replay.ts';

const id = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`;
const sent = (...values: unknown[]): Sent[] => [{ sql: 'select', values, wave: 0 }];

describe('the replay of recorded statements', () => {
  it('takes for fresh what only this recording has, also inside JSON and lists', () => {
    const first = sent(id(1), `{"act":"${id(2)}"}`, [id(3)], id(9));
    const second = sent(id(1), `{"act":"${id(4)}"}`, [id(5)], id(8));
    expect(freshIds(first, second, [id(9)])).toEqual([id(2), id(3)]);
  });

  it('puts the same new text everywhere and leaves the rest as it was', () => {
    const values = [id(1), `{"a":"${id(2)}","b":"${id(2)}"}`, [id(2), 'x'], 7, null];
    expect(substitution(values, [id(2)])({ [id(2)]: id(5) })).toEqual([
      id(1),
      `{"a":"${id(5)}","b":"${id(5)}"}`,
      [id(5), 'x'],
      7,
      null,
    ]);
  });

  it('keeps what has no replacement this time', () => {
    expect(substitution([id(1), '2026-01-02'], [id(1), '2026-01-02'])({ [id(1)]: id(3) })).toEqual([
      id(3),
      '2026-01-02',
    ]);
  });

  it('finds the id of an inserted row', () => {
    expect(ownIdOf('insert into "tasks" ("state", "id", "tenant_id") values ($1, $2, $3)')).toBe(1);
    expect(ownIdOf('select 1')).toBeNull();
    expect(() => ownIdOf('insert into "tasks" ("state") values ($1)')).toThrow('without id');
  });
});
