import { Link } from '@tanstack/react-router';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';

type Organisation = ItemOf<'GET /api/organisations'>;

export const partsAtOnce = 100;

/** What belongs to a body, line by line. */
export function Listed({ bodyId, without }: { bodyId: string; without?: string }) {
  const t = useText(organisationsText);
  const list = useList('GET /api/organisations', { query: { bodyId, limit: partsAtOnce } });
  if (list.data === undefined)
    return list.error ? <ProblemNotice problem={list.error} onRetry={() => list.refetch()} /> : <Skeleton />;
  const rows = rowsOf(list.data).filter((row) => row.id !== without);
  if (rows.length === 0) return <EmptyState title={t('none')} text={t('noneText')} icon="search" />;
  return (
    <>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Line row={row} />
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}

function Line({ row }: { row: Organisation }) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  return (
    <Link to={`/organisations/${row.id}`} className={styles.item}>
      <span className={styles.itemName}>{row.name}</span>
      {row.exists ? null : <StateBadge tone="stopped" word={t('dissolved')} />}
      <span className={styles.note}>{words('kind', row.kind)}</span>
    </Link>
  );
}
