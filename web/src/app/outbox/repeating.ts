import type { OutboxEntry } from './model.ts';

/** True when a refused act may be accepted unchanged another time; what it carries being wrong, it never is. */
export function worthRepeating({ problem }: Pick<OutboxEntry, 'problem'>): boolean {
  return problem !== null && !['invalid', 'refused', 'tooLarge'].includes(problem.kind);
}
