import { addWorkdays, formatDay, parseDay } from '@xieli/directive';
import { addDays } from '../../platform/clock/days.ts';
import type { TaskState } from '../tasks/index.ts';

/** A step at which the program reminds by itself. */
export type Rung = 'due30' | 'due7' | 'due1' | 'overdue' | 'unacknowledged';

interface RungRule {
  rung: Rung;
  /** Whether the task then also goes up the guidance relation (提级督办). */
  escalates: boolean;
}

/** When somebody is reminded of a task. Days before the due day are the calendar's, days of waiting are working days. */
export interface Ladder {
  /** Nearest to the due day first. */
  beforeDue: readonly (RungRule & { days: number })[];
  overdue: RungRule;
  unacknowledged: RungRule & { workdays: number };
}

/** The ladder of the office: 30, 7 and 1 day before, overdue at once, unacknowledged after three working days. */
export const ladder: Ladder = {
  beforeDue: [
    { rung: 'due1', days: 1, escalates: false },
    { rung: 'due7', days: 7, escalates: false },
    { rung: 'due30', days: 30, escalates: false },
  ],
  overdue: { rung: 'overdue', escalates: true },
  unacknowledged: { rung: 'unacknowledged', workdays: 3, escalates: true },
};

/** One step of the ladder as a person reads it. */
export interface LadderStep {
  rung: Rung;
  when: 'beforeDue' | 'overdue' | 'unacknowledged';
  /** Days before the due day, or working days of waiting; null where the day itself is passed. */
  days: number | null;
  escalates: boolean;
}

/** The ladder as steps, in the order in which a task comes to them; waiting to be acknowledged comes last. */
export function stepsOf({ beforeDue, overdue, unacknowledged }: Ladder = ladder): LadderStep[] {
  return [
    ...beforeDue
      .map(({ rung, days, escalates }) => ({ rung, when: 'beforeDue' as const, days, escalates }))
      .toReversed(),
    { rung: overdue.rung, when: 'overdue', days: null, escalates: overdue.escalates },
    {
      rung: unacknowledged.rung,
      when: 'unacknowledged',
      days: unacknowledged.workdays,
      escalates: unacknowledged.escalates,
    },
  ];
}

/** States in which the organisation has something to do; what is under review is nobody's to be reminded of. */
export const remindedStates: readonly TaskState[] = ['dispatched', 'acknowledged', 'inProgress', 'returned'];

/** What the ladder needs to know of a task. */
export interface RemindedTerms {
  state: TaskState;
  dueOn: string | null;
  /** The day from which the organisation and the due day are what they are: dispatched, reassigned, amended or extended. */
  inForceSince: string;
  /** The day on which the organisation was given the task. */
  givenOn: string;
}

export interface ReachedRung {
  rung: Rung;
  /** The day it counts from: the due day, or the day the task was given. */
  countsFrom: string;
}

/** Due days on which a task stands on one rung today. */
export interface DueRange {
  rung: Rung;
  /** Both ends included; null for ever before. */
  from: string | null;
  to: string;
  /** How long before the due day the rung lies; null once it has passed. */
  days: number | null;
}

/** Which due days stand on which rung today: the ladder turned about, so that rule and statement read the same rows. */
export function dueRanges(today: string, { beforeDue, overdue }: Ladder = ladder): DueRange[] {
  let from = today;
  const before = beforeDue.map(({ rung, days }): DueRange => {
    const range = { rung, from, to: addDays(today, days), days };
    from = addDays(range.to, 1);
    return range;
  });
  return [{ rung: overdue.rung, from: null, to: addDays(today, -1), days: null }, ...before];
}

/**
 * The rungs that a task stands on today, whether or not it was reminded of them: the nearest one before the due day alone,
 * so that a server that was off makes up for one and not for all, and only where its day came after the terms were set: who
 * was given five days is not told at once that seven are left. The SQL twin is `reachedRungs`, held to this by a test.
 */
export function rungsReached(task: RemindedTerms, today: string, steps: Ladder = ladder): ReachedRung[] {
  if (!remindedStates.includes(task.state)) return [];
  const reached: ReachedRung[] = [];
  const { dueOn, inForceSince } = task;
  const range = dueRanges(today, steps).find(
    ({ from, to }) => dueOn !== null && (from === null || from <= dueOn) && dueOn <= to,
  );
  if (range && dueOn !== null) {
    const cameOn = range.days === null ? today : addDays(dueOn, -range.days);
    if (cameOn > inForceSince) reached.push({ rung: range.rung, countsFrom: dueOn });
  }
  if (task.state === 'dispatched' && task.givenOn <= lastDayToAcknowledge(today, steps))
    reached.push({ rung: steps.unacknowledged.rung, countsFrom: task.givenOn });
  return reached;
}

/** Whether a task that stands on the rung also goes up the guidance relation. */
export function escalates(rung: Rung, { beforeDue, overdue, unacknowledged }: Ladder = ladder): boolean {
  return [...beforeDue, overdue, unacknowledged].some((rule) => rule.rung === rung && rule.escalates);
}

/** The latest day of giving of which the working days to acknowledge have passed before today. */
export function lastDayToAcknowledge(today: string, steps: Ladder = ladder): string {
  let day = addDays(today, -1);
  while (workdaysAfter(day, steps.unacknowledged.workdays).day >= today) day = addDays(day, -1);
  return day;
}

/**
 * The n-th working day after a day, by the published arrangements with their days worked in exchange.
 * @returns `provisional` where the arrangement of that year is not known and weekdays were counted alone
 */
export function workdaysAfter(from: string, count: number): { day: string; provisional: boolean } {
  const start = parseDay(from);
  if (!start) throw new RangeError(`Not a day: ${from}`);
  const { day, provisional } = addWorkdays(start, count);
  return { day: formatDay(day), provisional };
}
