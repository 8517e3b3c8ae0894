import type { Answer } from '../../app/api.ts';
import type { Tone } from '../../ui/StateBadge.tsx';

export type Task = Answer<'GET /api/tasks/:taskId'>;
export type TaskState = Task['state'];
export type ActKind = Task['timeline'][number]['kind'];

/** States in which something is still to be done by somebody. */
export const openStates: readonly TaskState[] = ['dispatched', 'acknowledged', 'inProgress', 'submitted', 'returned'];

export const isOpen = (state: TaskState) => openStates.includes(state);

/** How each state is drawn; the word is in the locale under `state.`. */
export const toneOfState: Record<TaskState, Tone> = {
  draft: 'neutral',
  dispatched: 'waiting',
  acknowledged: 'active',
  inProgress: 'active',
  submitted: 'check',
  returned: 'late',
  closed: 'done',
  withdrawn: 'stopped',
};

/** What the viewer may do with the task, as the server computed it. */
export function mayDo(task: Pick<Task, 'can'>, action: string): boolean {
  return task.can.some((entry) => entry.action === action && entry.allowed);
}

/** Why an act is not possible, in the server's words; null when it is. */
export function whyNot(task: Pick<Task, 'can'>, action: string): string | null {
  return task.can.find((entry) => entry.action === action && !entry.allowed)?.reason ?? null;
}
