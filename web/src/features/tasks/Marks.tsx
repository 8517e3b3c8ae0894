import { useText } from '../../app/locale/text.ts';
import { PunctualityBadge } from '../../ui/PunctualityBadge.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';
import { isOpen, type Task, toneOfState } from './words.ts';

type Marked = Pick<
  Task,
  | 'state'
  | 'late'
  | 'punctuality'
  | 'escalated'
  | 'enteredOnBehalf'
  | 'extensionPending'
  | 'toRecheck'
  | 'leadDissolved'
>;

/** The state of a task and everything that stands out about it, each as sign and word. */
export function Marks({ task }: { task: Marked }) {
  const t = useText(tasksText);
  return (
    <span className={styles.badges}>
      <StateBadge tone={toneOfState[task.state]} word={t(`state.${task.state}`)} />
      {task.late ? <StateBadge tone="late" word={t('late')} /> : null}
      <PunctualityBadge punctuality={task.punctuality} />
      {task.escalated ? <StateBadge tone="late" icon="up" word={t('escalated')} /> : null}
      {task.extensionPending ? <StateBadge tone="waiting" icon="clock" word={t('extensionPending')} /> : null}
      {task.toRecheck ? <StateBadge tone="check" word={t('toRecheck')} /> : null}
      {task.leadDissolved && isOpen(task.state) ? <StateBadge tone="stopped" word={t('dissolvedLead')} /> : null}
      {task.enteredOnBehalf ? <StateBadge tone="check" icon="swap" word={t('onBehalf')} /> : null}
    </span>
  );
}
