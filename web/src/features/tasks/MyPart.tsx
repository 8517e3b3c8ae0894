import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDay, formatRecent } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import type { OutboxEntry } from '../../app/outbox/model.ts';
import { OutboxStateBadge } from '../../app/outbox/OutboxTray.tsx';
import { type Outbox, useOutbox } from '../../app/outbox/useOutbox.ts';
import { useToday } from '../../app/session.ts';
import { Card } from '../../ui/Page.tsx';
import { tasksText } from './locale.ts';
import { ExtensionSheet, type ReportKind, ReportSheet } from './ReportSheet.tsx';
import styles from './tasks.module.css';
import { mayDo, type Task } from './words.ts';

type Sheet = ReportKind | 'askExtension' | null;

/** The page's first answer: what is asked of me now, with its buttons; below it what I have sent. */
export function MyPart({ task }: { task: Task }) {
  const t = useText(tasksText);
  const outbox = useOutbox();
  const today = useToday();
  const [sheet, setSheet] = useState<Sheet>(null);
  const [acknowledging, setAcknowledging] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) throw failure;
  const may = (action: string) => mayDo(task, action);
  const acknowledge = () => {
    setAcknowledging(true);
    outbox
      .enqueue({
        key: 'POST /api/tasks/:taskId/acknowledge',
        input: { params: { taskId: task.id }, body: { occurredOn: today } },
        label: t('label.acknowledge', { action: task.action }),
      })
      .catch(setFailure);
  };
  const works = may('progress') || may('acknowledge');
  const sent = outbox.entries.filter(
    (entry) => (entry.input.params as { taskId?: string } | undefined)?.taskId === task.id,
  );
  return (
    <>
      {works ? (
        <div className={styles.actions} data-print="no">
          <Button size="lg" onClick={() => setSheet('progress')}>
            {t('do.progress')}
          </Button>
          {may('submit') ? (
            <Button size="lg" variant="outline" onClick={() => setSheet('submit')}>
              {t('do.submit')}
            </Button>
          ) : null}
          {may('acknowledge') ? (
            <Button size="lg" variant="default" onClick={acknowledge} disabled={acknowledging}>
              {t('do.acknowledge')}
            </Button>
          ) : null}
          {may('askExtension') ? (
            <Button size="lg" variant="subtle" onClick={() => setSheet('askExtension')}>
              {t('do.askExtension')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {!works && may('note') ? (
        <div className={styles.actions} data-print="no">
          <Button size="lg" onClick={() => setSheet('note')}>
            {t('do.note')}
          </Button>
        </div>
      ) : null}
      {works && may('acknowledge') ? <p className={styles.note}>{t('acknowledgeText')}</p> : null}
      {works ? null : <Standing task={task} />}
      {sent.length > 0 ? <Sent entries={sent} outbox={outbox} /> : null}
      {sheet === 'askExtension' ? <ExtensionSheet task={task} onClose={() => setSheet(null)} /> : null}
      {sheet !== null && sheet !== 'askExtension' ? (
        <ReportSheet task={task} kind={sheet} onClose={() => setSheet(null)} />
      ) : null}
    </>
  );
}

function Standing({ task }: { task: Task }) {
  const t = useText(tasksText);
  const language = useLanguage();
  if (task.state === 'submitted' && !mayDo(task, 'close')) return <p>{t('underReview')}</p>;
  if (task.state === 'closed' && task.finishedOn)
    return <p>{t('closedOn', { day: formatDay(task.finishedOn, language) })}</p>;
  return null;
}

/** What left or waits on this device for this task: waiting, sent and received are three states, shown as three. */
function Sent({ entries, outbox }: { entries: readonly OutboxEntry[]; outbox: Outbox }) {
  const t = useText(tasksText);
  const language = useLanguage();
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) throw failure;
  return (
    <Card as="section">
      <h2 className={styles.note}>{t('mine')}</h2>
      <ul className={styles.list} aria-live="polite">
        {entries.map((entry) => (
          <li key={entry.actionId}>
            <div className={styles.itemHead}>
              <span>
                {entry.label.split(/[:：]/)[0]} · {formatRecent(entry.createdAt, new Date(), language)}
              </span>
              <OutboxStateBadge state={entry.state} />
            </div>
            {entry.problem === null ? null : <p role="alert">{t('refusedText', { why: entry.problem.detail })}</p>}
            {entry.state === 'refused' ? (
              <div className={styles.row}>
                <Button variant="default" onClick={() => outbox.tryAgain(entry.actionId).catch(setFailure)}>
                  {t('tryAgain')}
                </Button>
                <Button variant="subtle" onClick={() => outbox.dismiss(entry.actionId).catch(setFailure)}>
                  {t('dismiss')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
