import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { rowsOf, useList } from '../../app/queries.ts';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import styles from './feedback.module.css';
import { feedbackText } from './locale.ts';

/** One question: what do people find wrong here? */
export default function FeedbackPage() {
  const t = useText(feedbackText);
  const language = useLanguage();
  const list = useList('GET /api/feedback', { query: {} });
  const rows = rowsOf(list.data);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ProblemNotice problem={list.error} onRetry={() => list.refetch()} />
      {list.isPending ? <Skeleton /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} icon="feedback" />
      ) : null}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <p className={styles.body}>{row.body}</p>
            <p className={styles.note}>
              {row.accountName ?? t('somebody')} · {formatInstant(row.recordedAt, language)} ·{' '}
              {t('onPage', { page: row.page })}
            </p>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </Page>
  );
}
