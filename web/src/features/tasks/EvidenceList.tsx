import { addressOf } from '../../app/client.ts';
import { formatDay, formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';
import type { Task } from './words.ts';

type Evidence = Task['evidence'][number];

/** The evidence of a task, what was withdrawn struck through and still there. */
export function EvidenceList({ task }: { task: Task }) {
  const t = useText(tasksText);
  if (task.evidence.length === 0) return <p className={styles.note}>{t('noEvidence')}</p>;
  return (
    <ul className={styles.list}>
      {task.evidence.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: Evidence }) {
  const t = useText(tasksText);
  const language = useLanguage();
  const gone = item.linkWithdrawn || item.withdrawnAt !== null;
  const picture = item.kind === 'file' && (item.mediaType?.startsWith('image/') ?? false);
  const input = { params: { evidenceId: item.id } };
  const about =
    item.aboutFrom === item.aboutTo
      ? t('aboutDay', { from: formatDay(item.aboutFrom, language) })
      : t('about', { from: formatDay(item.aboutFrom, language), to: formatDay(item.aboutTo, language) });
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <span className={gone ? styles.gone : styles.itemText}>{item.title}</span>
        <span className={styles.badges}>
          {gone ? <StateBadge tone="stopped" word={t('withdrawn')} /> : null}
          {item.toRecheck && !gone ? <StateBadge tone="check" word={t('toRecheck')} /> : null}
          {item.onBehalfSource === null ? null : <StateBadge tone="check" icon="swap" word={item.onBehalfSource} />}
        </span>
      </div>
      {picture && !gone ? (
        <a href={addressOf('GET /api/evidence/:evidenceId/picture', { ...input, query: { width: 1600 } })}>
          <img
            className={styles.picture}
            src={addressOf('GET /api/evidence/:evidenceId/picture', { ...input, query: { width: 640 } })}
            alt={item.title}
            loading="lazy"
          />
        </a>
      ) : null}
      {item.body !== '' && item.body !== item.title ? <p className={styles.itemText}>{item.body}</p> : null}
      {item.kind === 'file' && !picture && !gone ? (
        <a href={addressOf('GET /api/evidence/:evidenceId/file', input)} download>
          {item.fileName ?? t('open')}
        </a>
      ) : null}
      <p className={styles.note}>
        {[
          t('evidenceBy', { who: item.ownerOrganisationName }),
          about,
          t('arrived', { day: formatInstant(item.arrivedAt, language) }),
        ].join(' · ')}
      </p>
    </li>
  );
}
