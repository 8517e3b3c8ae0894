import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LineStep, lineOf } from './line.ts';

type Move = 'do' | 'undo' | 'redo';

/** The steps that a person takes who presses these keys; a key that has nothing to turn does nothing. */
function pressed(moves: readonly Move[]): LineStep[] {
  const steps: LineStep[] = [];
  for (const move of moves) {
    const open = move === 'do' ? null : lineOf(steps)[move];
    if (move !== 'do' && !open) continue;
    steps.push({ id: `step ${steps.length}`, kind: move === 'do' ? 'accept' : move, ofStep: open?.step.id ?? null });
  }
  return steps;
}

const moves = fc.array(fc.constantFrom<Move>('do', 'do', 'undo', 'redo'), { maxLength: 30 });

it('goes back step by step as it came, and forth again the same way', () => {
  fc.assert(
    fc.property(moves, (before) => {
      const steps = pressed([...before, 'do']);
      const undone = pressed([...before, 'do', 'undo']);
      expect(lineOf(undone).undo?.step).toEqual(lineOf(pressed(before)).undo?.step);
      expect(lineOf(undone).redo?.step).toEqual(lineOf(steps).undo?.step);
      const redone = pressed([...before, 'do', 'undo', 'redo']);
      expect(lineOf(redone).undo?.step).toEqual(lineOf(steps).undo?.step);
      expect(lineOf(redone).undo?.latestId).toBe(redone.at(-1)?.id);
    }),
  );
});

it('ends what could be put back when something is done anew', () => {
  fc.assert(
    fc.property(moves, (before) => {
      expect(lineOf(pressed([...before, 'do'])).redo).toBeNull();
    }),
  );
  expect(lineOf([])).toEqual({ undo: null, redo: null });
});

it('does not guess where the steps cannot be one line', () => {
  expect(() => lineOf([{ id: 'a', kind: 'undo', ofStep: 'b' }])).toThrow('not next in line');
});
