import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDay, formatRecent } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import type { OutboxEntry } from '../../app/outbox/model.ts';
import { OutboxStateBadge } from '../../app/outbox/OutboxTray.tsx';
import { worthRepeating } from '../../app/outbox/repeating.ts';
import { type Outbox, useOutbox } from '../../app/outbox/useOutbox.ts';
import { useToday } from '../../app/session.ts';
import { Card } from '../../ui/Page.tsx';
import { tasksText } from './locale.ts';
import { ExtensionSheet, type ReportKind, ReportSheet } from './ReportSheet.tsx';
import { closingDay, openReturn } from './standing.ts';
import styles from './tasks.module.css';
import { mayDo, type Task } from './words.ts';

type SheetKind = ReportKind | 'askExtension';

/** Which sheet lies over the page, and which refused act it mends. */
interface OpenSheet {
  kind: SheetKind;
  mends: string | null;
}

const sheetOfRoute: Partial<Record<OutboxEntry['key'], SheetKind>> = {
  'POST /api/tasks/:taskId/progress': 'progress',
  'POST /api/tasks/:taskId/submit': 'submit',
  'POST /api/tasks/:taskId/note': 'note',
  'POST /api/tasks/:taskId/ask-extension': 'askExtension',
};

/** The page's first answer: what is asked of me now, with its buttons; below it what I have sent. */
export function MyPart({ task }: { task: Task }) {
  const t = useText(tasksText);
  const outbox = useOutbox();
  const today = useToday();
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const [acknowledging, setAcknowledging] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) throw failure;
  const may = (action: string) => mayDo(task, action);
  const open = (kind: SheetKind, mends: string | null = null) => setSheet({ kind, mends });
  const close = () => setSheet(null);
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
    <div className={styles.form}>
      <Returned task={task} />
      {works ? (
        <div className={styles.actions} data-print="no">
          <Button size="lg" onClick={() => open('progress')}>
            {t('do.progress')}
          </Button>
          {may('submit') ? (
            <Button size="lg" variant="outline" onClick={() => open('submit')}>
              {t('do.submit')}
            </Button>
          ) : null}
          {may('acknowledge') ? (
            <Button size="lg" variant="default" onClick={acknowledge} disabled={acknowledging}>
              {t('do.acknowledge')}
            </Button>
          ) : null}
          {may('askExtension') ? (
            <Button size="lg" variant="subtle" onClick={() => open('askExtension')}>
              {t('do.askExtension')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {!works && may('note') ? (
        <div className={styles.actions} data-print="no">
          <Button size="lg" onClick={() => open('note')}>
            {t('do.note')}
          </Button>
        </div>
      ) : null}
      {works && may('acknowledge') ? <p className={styles.note}>{t('acknowledgeText')}</p> : null}
      {works ? null : <Standing task={task} />}
      {sent.length > 0 ? <Sent entries={sent} outbox={outbox} may={may} onMend={open} /> : null}
      {sheet?.kind === 'askExtension' ? (
        <ExtensionSheet task={task} outbox={outbox} mends={sheet.mends} onClose={close} />
      ) : null}
      {sheet !== null && sheet.kind !== 'askExtension' ? (
        <ReportSheet task={task} outbox={outbox} kind={sheet.kind} mends={sheet.mends} onClose={close} />
      ) : null}
    </div>
  );
}

/** Why the task came back, before the buttons that answer it. */
function Returned({ task }: { task: Task }) {
  const t = useText(tasksText);
  const language = useLanguage();
  const returned = openReturn(task);
  if (returned === null) return null;
  const who = [returned.organisation, returned.by].filter(Boolean).join(' ');
  return (
    <div className={styles.item}>
      <p className={styles.itemText}>
        <b>{t('returned.why')}</b>
        {returned.text}
      </p>
      <p className={styles.note}>{t('returned.by', { who, when: formatDay(returned.occurredOn, language) })}</p>
    </div>
  );
}

function Standing({ task }: { task: Task }) {
  const t = useText(tasksText);
  const language = useLanguage();
  if (task.state === 'submitted' && !mayDo(task, 'close')) return <p>{t('underReview')}</p>;
  const closedOn = task.state === 'closed' ? closingDay(task.timeline) : null;
  if (closedOn === null || task.finishedOn === null) return null;
  const closed = formatDay(closedOn, language);
  return <p>{t('closedOn', { finished: formatDay(task.finishedOn, language), closed })}</p>;
}

interface SentProps {
  entries: readonly OutboxEntry[];
  outbox: Outbox;
  may: (action: string) => boolean;
  onMend: (kind: SheetKind, mends: string) => void;
}

/** What left or waits on this device for this task: waiting, sent and received are three states, shown as three. */
function Sent({ entries, outbox, may, onMend }: SentProps) {
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
                <Mend entry={entry} may={may} onMend={onMend} />
                {worthRepeating(entry) ? (
                  <Button variant="default" onClick={() => outbox.tryAgain(entry.actionId).catch(setFailure)}>
                    {t('tryAgain')}
                  </Button>
                ) : null}
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

/** Opens the sheet of a refused act again, with its words, where the act is still possible. */
function Mend({ entry, may, onMend }: Pick<SentProps, 'may' | 'onMend'> & { entry: OutboxEntry }) {
  const t = useText(tasksText);
  const kind = sheetOfRoute[entry.key];
  if (kind === undefined || !may(kind)) return null;
  return (
    <Button variant="default" onClick={() => onMend(kind, entry.actionId)}>
      {t('mend')}
    </Button>
  );
}
