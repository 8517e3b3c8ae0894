import type { Random } from './random.ts';

/**
 * What becomes of one task of the demo, as steps a person takes, each some days after the step before. The shares are
 * chosen so that every state of the state table occurs and a leader finds something to worry about.
 */
export type Step =
  | {
      do: 'acknowledge' | 'progress' | 'submit' | 'guide' | 'return' | 'close' | 'askExtension' | 'grantExtension';
      after: number;
    }
  | { do: 'onBehalf'; after: number };

interface Fate {
  name: string;
  share: number;
  steps(random: Random): Step[];
}

const days = (random: Random, from: number, to: number) => from + random.below(to - from + 1);

const fates: readonly Fate[] = [
  {
    name: 'closed',
    share: 34,
    steps: (random) => [
      { do: 'acknowledge', after: days(random, 0, 2) },
      { do: 'progress', after: days(random, 4, 14) },
      { do: 'guide', after: days(random, 2, 6) },
      { do: 'submit', after: days(random, 3, 15) },
      { do: 'close', after: days(random, 1, 4) },
    ],
  },
  {
    name: 'closedAfterReturn',
    share: 8,
    steps: (random) => [
      { do: 'acknowledge', after: days(random, 0, 2) },
      { do: 'progress', after: days(random, 5, 12) },
      { do: 'submit', after: days(random, 3, 8) },
      { do: 'return', after: days(random, 1, 3) },
      { do: 'guide', after: 1 },
      { do: 'progress', after: days(random, 3, 8) },
      { do: 'submit', after: days(random, 2, 6) },
      { do: 'close', after: days(random, 1, 4) },
    ],
  },
  {
    name: 'submitted',
    share: 10,
    steps: (random) => [
      { do: 'acknowledge', after: days(random, 0, 3) },
      { do: 'progress', after: days(random, 15, 30) },
      { do: 'guide', after: days(random, 1, 5) },
      { do: 'submit', after: days(random, 20, 45) },
    ],
  },
  {
    name: 'returned',
    share: 5,
    steps: (random) => [
      { do: 'progress', after: days(random, 10, 25) },
      { do: 'submit', after: days(random, 15, 30) },
      { do: 'return', after: days(random, 2, 5) },
    ],
  },
  {
    name: 'inProgress',
    share: 22,
    steps: (random) => [
      { do: 'acknowledge', after: days(random, 0, 3) },
      { do: 'progress', after: days(random, 12, 30) },
      { do: 'progress', after: days(random, 12, 30) },
    ],
  },
  {
    name: 'enteredOnBehalf',
    share: 6,
    steps: (random) => [
      { do: 'acknowledge', after: days(random, 1, 3) },
      { do: 'onBehalf', after: days(random, 20, 40) },
    ],
  },
  {
    name: 'extended',
    share: 3,
    steps: (random) => [
      { do: 'progress', after: days(random, 8, 20) },
      { do: 'askExtension', after: days(random, 2, 6) },
      { do: 'grantExtension', after: days(random, 1, 2) },
      { do: 'progress', after: days(random, 10, 20) },
    ],
  },
  {
    name: 'extensionAsked',
    share: 2,
    steps: (random) => [
      { do: 'progress', after: days(random, 20, 35) },
      { do: 'askExtension', after: days(random, 30, 45) },
    ],
  },
  { name: 'acknowledged', share: 6, steps: (random) => [{ do: 'acknowledge', after: days(random, 0, 5) }] },
  { name: 'untouched', share: 4, steps: () => [] },
];

const allShares = fates.reduce((sum, fate) => sum + fate.share, 0);

/** Draws a fate by its share. */
export function drawFate(random: Random): { name: string; steps: Step[] } {
  let drawn = random.below(allShares);
  for (const fate of fates) {
    if (drawn < fate.share) return { name: fate.name, steps: fate.steps(random) };
    drawn -= fate.share;
  }
  throw new Error('The shares of the fates do not add up');
}
