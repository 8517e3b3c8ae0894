import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import type { ItemOf } from '../../app/queries.ts';
import { Due } from '../../ui/Due.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Marks } from './Marks.tsx';
import { panelText } from './panelLocale.ts';
import styles from './tasks.module.css';
import { isOpen } from './words.ts';

type Row = ItemOf<'GET /api/tasks'>;

/** Tasks line by line, each a link to its page; short enough for a phone. */
export function TaskLines({ rows, empty }: { rows: readonly Row[]; empty: string }) {
  const t = useText(panelText);
  if (rows.length === 0) return <p className={styles.note}>{empty}</p>;
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={`/t/${row.id}`} className={`${styles.item} ${styles.line}`}>
            <span className={styles.lineAction}>{row.action}</span>
            <span className={styles.badges}>
              <Marks task={row} />
              {row.part === 'support' ? <StateBadge tone="neutral" word={t('supporting')} /> : null}
              <Due day={row.dueOn} open={isOpen(row.state)} />
              <span className={styles.note}>{row.lead.name}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
