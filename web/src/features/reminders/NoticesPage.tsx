import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dayInChina, formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useAct, useList } from '../../app/queries.ts';
import { Due } from '../../ui/Due.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { remindersText } from './locale.ts';
import { Preferences } from './Preferences.tsx';
import styles from './reminders.module.css';

type Notice = ItemOf<'GET /api/notices'>;

/** One question: what has come due since I looked last? */
export default function NoticesPage() {
  const t = useText(remindersText);
  const language = useLanguage();
  const list = useList('GET /api/notices', { query: {} }, { live: ['notices', 'tasks'] });
  const readAll = useAct('POST /api/notices/read-all', { refreshes: ['GET /api/notices', 'GET /api/notices/unread'] });
  const rows = rowsOf(list.data);
  const newest = rows[0];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        newest !== undefined && rows.some((notice) => !notice.read) ? (
          <Button
            variant="default"
            loading={readAll.sending}
            onClick={() => readAll.send({ body: { until: newest.arrivedAt } })}
          >
            {t('readAll')}
          </Button>
        ) : undefined
      }
    >
      <ProblemNotice problem={list.error ?? readAll.problem} onRetry={() => list.refetch()} />
      {list.isPending ? <Skeleton /> : null}
      {list.isSuccess && rows.length === 0 ? <EmptyState title={t('none')} text={t('noneText')} icon="bell" /> : null}
      {byDay(rows).map(([day, notices]) => (
        <section key={day} aria-label={formatDay(day, language)}>
          <h2 className={styles.day}>{formatDay(day, language)}</h2>
          <ul className={styles.list}>
            {notices.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} />
            ))}
          </ul>
        </section>
      ))}
      <MoreButton list={list} />
      <Preferences />
      <p className={styles.rules}>
        <Link to="/notices/rules">{t('rules')}</Link>
      </p>
    </Page>
  );
}

/** The list cut where the day changes; it is in the order of arrival already. */
function byDay(rows: readonly Notice[]): [string, Notice[]][] {
  const days: [string, Notice[]][] = [];
  for (const notice of rows) {
    const day = dayInChina(new Date(notice.arrivedAt));
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(notice);
    else days.push([day, [notice]]);
  }
  return days;
}

function NoticeLine({ notice }: { notice: Notice }) {
  const t = useText(remindersText);
  const read = useAct('POST /api/notices/:noticeId/read', {
    refreshes: ['GET /api/notices', 'GET /api/notices/unread'],
  });
  const open = () => {
    if (!notice.read) read.send({ params: { noticeId: notice.id } });
  };
  return (
    <li className={notice.read ? undefined : styles.new}>
      <Link to={`/t/${notice.taskId}`} onClick={open}>
        <span className={styles.words}>
          <b>{notice.action}</b>
          <span className={styles.note}>
            {notice.organisationName}
            {notice.read ? null : ` · ${t('new')}`}
          </span>
        </span>
        <Due day={notice.dueOn} open={notice.open} />
        {notice.open ? <Why notice={notice} /> : <StateBadge tone="done" word={t('over')} />}
      </Link>
    </li>
  );
}

/** What the day alone does not say. */
function Why({ notice }: { notice: Notice }) {
  const t = useText(remindersText);
  return (
    <>
      {notice.rung === 'unacknowledged' ? <StateBadge tone="waiting" word={t('unacknowledged')} /> : null}
      {notice.because === 'escalated' ? <StateBadge tone="late" icon="up" word={t('escalated')} /> : null}
    </>
  );
}
