import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Due } from '../../ui/Due.tsx';
import { PunctualityBadge } from '../../ui/PunctualityBadge.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import styles from './board.module.css';
import { boardText } from './locale.ts';
import { type BoardTask, toneOfState } from './shapes.ts';

interface TaskLinesProps<T extends BoardTask> {
  tasks: readonly T[];
  /** What stands before the state: why it is listed. */
  mark?: (task: T) => ReactNode;
  action?: (task: T) => ReactNode;
}

/** Tasks as a leader reads them: what, with whom, how late, in which state. */
export function TaskLines<T extends BoardTask>({ tasks, mark, action }: TaskLinesProps<T>) {
  const t = useText(boardText);
  return (
    <ul className={styles.tasks}>
      {tasks.map((task) => (
        <li key={task.taskId} className={styles.task}>
          <div>
            <Link to={`/t/${task.taskId}`}>{task.action}</Link>
            <p className={styles.note}>
              {[
                task.organisation,
                t('row.accountable', { name: task.accountable }),
                task.leader === null ? null : t('row.leader', { name: task.leader }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <div className={styles.taskMarks}>
            {mark?.(task)}
            <StateBadge tone={toneOfState[task.state]} word={t(`state.${task.state}`)} />
            <PunctualityBadge punctuality={task.punctuality} />
            {task.enteredOnBehalf ? <StateBadge tone="check" icon="swap" word={t('onBehalf')} /> : null}
            <Due day={task.dueOn} />
            {action?.(task)}
          </div>
        </li>
      ))}
    </ul>
  );
}
