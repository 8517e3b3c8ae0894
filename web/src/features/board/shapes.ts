import type { Answer } from '../../app/api.ts';
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

/** Bodies with the most late tasks first. */
export function mostLate(bodies: readonly Body[], count: number): Body[] {
  return bodies
    .filter((body) => (body.late.value ?? 0) > 0)
    .sort((a, b) => (b.late.value ?? 0) - (a.late.value ?? 0))
    .slice(0, count);
}
