import { addDays, daysBetween } from '../../app/locale/formats.ts';
import type { Deadline } from './shapes.ts';

export interface DeadlineAxis {
  from: string;
  to: string;
  /** Due days within the axis, each with its place 0–1. */
  marks: { deadline: Deadline; at: number }[];
  /** Due days too far ahead for the axis. */
  later: Deadline[];
  /** The first days of the months, with their places. */
  months: { day: string; at: number }[];
  todayAt: number;
}

/** How far ahead the axis looks; what is due later stands beside it. */
const daysAhead = 130;

/** Lays the due days on one line from the first of them to some months ahead. */
export function axisOf(deadlines: readonly Deadline[], today: string): DeadlineAxis {
  const horizon = addDays(today, daysAhead);
  const near = deadlines.filter((deadline) => deadline.on <= horizon);
  const first = near[0]?.on ?? today;
  const last = near.at(-1)?.on ?? today;
  const from = addDays(first < today ? first : today, -7);
  const to = addDays(last > today ? last : today, 7);
  const length = Math.max(1, daysBetween(from, to));
  const placeOf = (day: string) => daysBetween(from, day) / length;
  return {
    from,
    to,
    marks: near.map((deadline) => ({ deadline, at: placeOf(deadline.on) })),
    later: deadlines.filter((deadline) => deadline.on > horizon),
    months: monthsBetween(from, to).map((day) => ({ day, at: placeOf(day) })),
    todayAt: placeOf(today),
  };
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > to) return months;
    months.push(day);
  }
}
