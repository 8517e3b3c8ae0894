import { addDays } from '../../app/locale/formats.ts';
import type { Task } from './words.ts';

type Told = Pick<Task['timeline'][number], 'kind' | 'occurredOn'>;

/** The first day that an extension can be asked for: after the deadline, and not in the past where that is over. */
export function firstExtensionDay(dueOn: string | null, today: string): string {
  const after = dueOn === null ? today : addDays(dueOn, 1);
  return after > today ? after : today;
}

/** The return that a task waits to be mended after; `null` in every other state. */
export function openReturn<T extends Told>(task: { state: Task['state']; timeline: readonly T[] }): T | null {
  return task.state === 'returned' ? lastOf(task.timeline, 'return') : null;
}

/** The day on which a task was closed out; it is not the day on which the work was done. */
export function closingDay(timeline: readonly Told[]): string | null {
  return lastOf(timeline, 'close')?.occurredOn ?? null;
}

/** The timeline is told with the newest act last. */
function lastOf<T extends Told>(timeline: readonly T[], kind: Told['kind']): T | null {
  return timeline.filter((act) => act.kind === kind).at(-1) ?? null;
}
