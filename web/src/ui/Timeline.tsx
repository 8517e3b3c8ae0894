import type { ReactNode } from 'react';
import { dayInChina, formatDay, formatInstant } from '../app/locale/formats.ts';
import { useLanguage } from '../app/locale/language.ts';
import { useText } from '../app/locale/text.ts';
import { Icon, type IconName } from './Icon.tsx';
import { uiText } from './locale.ts';
import { StateBadge, type Tone } from './StateBadge.tsx';
import styles from './Timeline.module.css';

/** One act as a timeline shows it. */
export interface TimelineEntry {
  id: string;
  /** What was done: 下发, 签收, 退回 … */
  title: string;
  icon: IconName;
  tone?: Tone;
  /** The person who did it, and for which organisation. */
  who: string;
  /** The day it happened, `YYYY-MM-DD`; shown beside the record's own time when the two differ. */
  occurredOn: string;
  /** The instant at which it was recorded. */
  recordedAt: string;
  /** From what it was entered on behalf (代录), and by whom; marked wherever the act is shown. */
  onBehalf?: { by: string; source: string } | null;
  body?: ReactNode;
}

/** The acts of a record in their order; the newest first unless said otherwise by the order given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useText(uiText);
  if (entries.length === 0) return <p className={styles.note}>{t('timeline.empty')}</p>;
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useText(uiText);
  const language = useLanguage();
  const recorded = formatInstant(entry.recordedAt, language);
  const sameDay = dayInChina(new Date(entry.recordedAt)) === entry.occurredOn;
  const when = sameDay ? recorded : formatDay(entry.occurredOn, language);
  return (
    <li className={styles.entry}>
      <span className={styles.sign} data-tone={entry.tone}>
        <Icon name={entry.icon} size={18} />
      </span>
      <div>
        <div className={styles.head}>
          <b>{entry.title}</b>
          {entry.onBehalf ? <StateBadge tone="check" icon="swap" word={t('timeline.onBehalf')} /> : null}
        </div>
        <p className={styles.note}>
          {t('timeline.entry', { who: entry.who, when })}
          {sameDay ? null : ` · ${t('timeline.recorded', { when: recorded })}`}
        </p>
        {entry.onBehalf ? <p className={styles.note}>{t('timeline.onBehalfOf', entry.onBehalf)}</p> : null}
        {entry.body === undefined ? null : <div className={styles.body}>{entry.body}</div>}
      </div>
    </li>
  );
}
