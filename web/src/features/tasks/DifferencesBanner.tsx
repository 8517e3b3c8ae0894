import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { dispatchText } from './dispatchLocale.ts';
import styles from './tasks.module.css';

/** What moves today's answer to an owner query, or the tasks it is held against. */
const rests = ['organisations', 'organisation_existences', 'organisation_kinds', 'organisation_relations', 'tasks'];

/** A line on a document's page that says that its responsible organisations changed; nothing while they did not. */
export default function DifferencesBanner({ directiveId }: { directiveId: string }) {
  const t = useText(dispatchText);
  const read = useRead('GET /api/directives/:directiveId/differences', { params: { directiveId } }, { live: rests });
  const open = (read.data?.left.filter((one) => !one.kept).length ?? 0) + (read.data?.joined.length ?? 0);
  if (open === 0) return null;
  return (
    <div className={styles.notice} role="status" data-print="no">
      <span>{t('differencesSome', { count: open })}</span>
      <Link to={`/directives/${directiveId}/differences`}>{t('toDifferences')}</Link>
    </div>
  );
}
