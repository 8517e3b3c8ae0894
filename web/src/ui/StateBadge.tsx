import { Icon, type IconName } from './Icon.tsx';
import styles from './StateBadge.module.css';

/** What kind of state it is; a feature maps its own states to these seven. */
export type Tone = 'neutral' | 'waiting' | 'active' | 'check' | 'done' | 'late' | 'stopped';

const iconOfTone: Record<Tone, IconName> = {
  neutral: 'file',
  waiting: 'waiting',
  active: 'active',
  check: 'search',
  done: 'done',
  late: 'late',
  stopped: 'stopped',
};

/** A state as sign, word and colour together, so that none of the three is needed alone. */
export function StateBadge({ tone, word, icon }: { tone: Tone; word: string; icon?: IconName }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <Icon name={icon ?? iconOfTone[tone]} size={15} />
      {word}
    </span>
  );
}
