import type { Answer } from '../../app/api.ts';
import { addDays, daysBetween } from '../../app/locale/formats.ts';
import type { Figure } from '../../ui/FigureValue.tsx';
import type { Tone } from '../../ui/StateBadge.tsx';

export type BoardAnswer = Answer<'GET /api/board'>;
export type Clause = BoardAnswer['clauses'][number];
export type Body = BoardAnswer['bodies'][number];
export type Cell = BoardAnswer['cells'][number];
export type Deadline = BoardAnswer['deadlines'][number];
export type BoardTask = BoardAnswer['lateTasks'][number];
export type Story = Answer<'GET /api/board/directives/:directiveId/clauses/:clauseKey'>;

export const toneOfState: Record<BoardTask['state'], Tone> = {
  draft: 'neutral',
  dispatched: 'waiting',
  acknowledged: 'active',
  inProgress: 'active',
  submitted: 'check',
  returned: 'late',
  closed: 'done',
  withdrawn: 'stopped',
};

/** The shares of a progress bar, 0–1 each: closed out, late, and what is open and in time. */
export function sharesOf(closed: Figure, late: Figure): { closed: number; open: number; late: number } {
  const all = closed.denominator ?? 0;
  if (all === 0) return { closed: 0, open: 0, late: 0 };
  const done = (closed.numerator ?? 0) / all;
  const overdue = (late.value ?? 0) / all;
  return { closed: done, open: Math.max(0, 1 - done - overdue), late: overdue };
}

/** Five greys, so that a cell can be told from its neighbours on paper too. 0 is nothing closed out, 4 everything. */
export function shadeOf(closed: Figure): 0 | 1 | 2 | 3 | 4 {
  if (closed.value === null) return 0;
  if (closed.value === 1) return 4;
  return Math.floor(closed.value * 4) as 0 | 1 | 2 | 3;
}

/** The place in a body's name, for the head of a narrow column: `政协枫屿县委员会` → `枫屿县`. */
export function shortName(name: string): string {
  return /^政协(.+)委员会$/.exec(name)?.[1] ?? name;
}

/** `二 一是`: a clause by the numbers of the document. */
export function numberOf(clause: Pick<Clause, 'number' | 'chapter'>): string {
  return [clause.chapter?.number, clause.number].filter(Boolean).join(' ');
}

/** The clauses of one chapter after another, in the order of the document. */
export function chaptersOf(clauses: readonly Clause[]): { chapter: Clause['chapter']; clauses: Clause[] }[] {
  const chapters: { chapter: Clause['chapter']; clauses: Clause[] }[] = [];
  for (const clause of clauses) {
    const last = chapters.at(-1);
    if (last && last.chapter?.key === clause.chapter?.key) last.clauses.push(clause);
    else chapters.push({ chapter: clause.chapter, clauses: [clause] });
  }
  return chapters;
}

export function cellsByPlace(cells: readonly Cell[]): Map<string, Cell> {
  return new Map(cells.map((cell) => [`${cell.clauseKey} ${cell.bodyId}`, cell]));
}

/** Height that head, sentence, totals and foot of the A4 sheet leave for its two lists, in CSS pixels. */
const sheetLeaves = 590;
/** What the late ones get at least, however many clauses there are. */
const keptForLate = 90;

/** How high a row of the sheet becomes: characters of a line, pixels of a line and around it (paper.module.css). */
const clauseRow = (name: string) => 4 + 14 * Math.max(2, Math.ceil(name.length / 13));
const lateRow = (action: string) => 7 + 14 * Math.max(1, Math.ceil(action.length / 28));

function thatFit<T>(rows: readonly T[], heightOf: (row: T) => number, height: number): { rows: T[]; left: number } {
  let left = height;
  const fitting: T[] = [];
  for (const row of rows) {
    left -= heightOf(row);
    if (left < 0) return { rows: fitting, left: left + heightOf(row) };
    fitting.push(row);
  }
  return { rows: fitting, left };
}

/** The clauses and late tasks that one sheet of A4 holds, in their order; the sheet says how many more there are. */
export function fitOnSheet<C extends Pick<Clause, 'number' | 'chapter' | 'title'>, T extends Pick<BoardTask, 'action'>>(
  clauses: readonly C[],
  late: readonly T[],
): { clauses: C[]; late: T[] } {
  const upper = thatFit(
    clauses,
    (clause) => clauseRow(`${numberOf(clause)} ${clause.title}`),
    sheetLeaves - keptForLate,
  );
  const lower = thatFit(late, (task) => lateRow(task.action), upper.left + keptForLate);
  return { clauses: upper.rows, late: lower.rows };
}

/** Bodies with the most late tasks first. */
export function mostLate(bodies: readonly Body[], count: number): Body[] {
  return bodies
    .filter((body) => (body.late.value ?? 0) > 0)
    .sort((a, b) => (b.late.value ?? 0) - (a.late.value ?? 0))
    .slice(0, count);
}

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

/** True for what was taken up as a requirement; the rest of a clause is made known, deferred or found to ask nothing. */
export function asksForWork(requirement: Pick<Story['requirements'][number], 'decision'>): boolean {
  return requirement.decision === 'accepted' || requirement.decision === 'edited';
}

interface Segment {
  from: number;
  text: string;
  requirementId: string | null;
}

/** The text of a clause cut at the sentences that ask for work; where two overlap, the earlier one keeps the words. */
export function segmentsOf(
  text: string,
  requirements: readonly Pick<Story['requirements'][number], 'id' | 'from' | 'to'>[],
): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const { id, from, to } of [...requirements].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const start = Math.max(at, from);
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > at) segments.push({ from: at, text: text.slice(at, start), requirementId: null });
    segments.push({ from: start, text: text.slice(start, end), requirementId: id });
    at = end;
  }
  if (at < text.length) segments.push({ from: at, text: text.slice(at), requirementId: null });
  return segments;
}
