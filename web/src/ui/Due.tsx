import { daysBetween, formatShortDay } from '../app/locale/formats.ts';
import { useLanguage } from '../app/locale/language.ts';
import { useText } from '../app/locale/text.ts';
import { useToday } from '../app/session.ts';
import styles from './Due.module.css';
import { Icon } from './Icon.tsx';
import { uiText } from './locale.ts';

/** Days before the due date from which the words warn. */
const soon = 7;

interface DueProps {
  /** `YYYY-MM-DD`, or `null` when no deadline was set. */
  day: string | null;
  /** True while the matter is open: only an open matter can be late (spine.md 1). */
  open?: boolean;
}

/** A deadline with what it means today, in words: `4月30日 · 逾期 3 天`. */
export function Due({ day, open = true }: DueProps) {
  const t = useText(uiText);
  const language = useLanguage();
  const today = useToday();
  if (day === null) return <span className={styles.quiet}>{t('due.none')}</span>;
  const date = <time dateTime={day}>{formatShortDay(day, today, language)}</time>;
  if (!open) return <span className={styles.quiet}>{date}</span>;
  const left = daysBetween(today, day);
  return (
    <span className={styles.due}>
      {date}
      <span className={left < 0 ? styles.late : left <= soon ? styles.soon : styles.quiet}>
        {left < 0 ? <Icon name="late" size={15} /> : null}
        {wordsOf(left, t)}
      </span>
    </span>
  );
}

function wordsOf(
  left: number,
  t: (key: 'due.late' | 'due.today' | 'due.tomorrow' | 'due.left', slots?: { count: number }) => string,
) {
  if (left < 0) return t('due.late', { count: -left });
  if (left === 0) return t('due.today');
  if (left === 1) return t('due.tomorrow');
  return t('due.left', { count: left });
}
