import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type Speaker, useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Due } from '../../ui/Due.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { Timeline, type TimelineEntry } from '../../ui/Timeline.tsx';
import { Answered, Skeleton } from '../../ui/Waiting.tsx';
import { Facts } from './Facts.tsx';
import { tasksText } from './locale.ts';
import { Marks } from './Marks.tsx';
import { MyPart } from './MyPart.tsx';
import styles from './tasks.module.css';
import { isOpen, mayDo, signOfAct, type Task } from './words.ts';

// Who opens the page from a chat on a phone loads the first two not at all, and the third after what is asked of them.
const VerifyPart = lazy(() => import('./VerifyPart.tsx'));
const OfficePart = lazy(() => import('./OfficePart.tsx'));
const EvidenceList = lazy(() => import('../evidence/EvidenceList.tsx'));

type Words = Speaker<(typeof tasksText)['zh-CN']>;

const officeActs = [
  'amend',
  'withdraw',
  'reassign',
  'grantExtension',
  'escalate',
  'keep',
  'acknowledgeOnBehalf',
  'progressOnBehalf',
  'submitOnBehalf',
];

/** One question: what is asked of me here, and how does it stand? Opened from a plain link in a chat. */
export default function TaskPage() {
  const { taskId = '' } = useParams({ strict: false }) as { taskId?: string };
  const read = useRead('GET /api/tasks/:taskId', { params: { taskId } });
  const t = useText(tasksText);
  if (read.data === undefined) {
    return (
      <Page title={t('title')}>
        <Answered read={read} lines={8}>
          {() => null}
        </Answered>
      </Page>
    );
  }
  return <TaskView task={read.data} />;
}

function TaskView({ task }: { task: Task }) {
  const t = useText(tasksText);
  const office = officeActs.some((action) => mayDo(task, action));
  const verifies = usePermitted('task.verify') && isOpen(task.state);
  return (
    <Page
      title={task.action}
      above={
        <>
          <Link to={`/board/${task.directiveId}`}>{task.directiveTitle}</Link>
          {task.clauseTitle === null || task.clauseKey === null ? null : (
            <>
              {' · '}
              <Link to={`/board/${task.directiveId}/clauses/${task.clauseKey}`}>{task.clauseTitle}</Link>
            </>
          )}
        </>
      }
      lead={
        <span className={styles.badges}>
          <Marks task={task} />
          <Due day={task.dueOn} open={isOpen(task.state)} />
        </span>
      }
      answer={<MyPart task={task} />}
    >
      {office ? (
        <div data-print="no">
          <Suspense fallback={<Skeleton lines={3} />}>
            <OfficePart task={task} />
          </Suspense>
        </div>
      ) : null}
      <Section title={t('more')}>
        <Card>
          <Facts task={task} />
        </Card>
      </Section>
      <Section title={t('evidence')}>
        <Suspense fallback={<Skeleton lines={3} />}>
          <EvidenceList taskId={task.id} items={task.evidence} />
        </Suspense>
      </Section>
      {verifies ? (
        <div data-print="no">
          <Suspense fallback={<Skeleton lines={6} />}>
            <VerifyPart task={task} />
          </Suspense>
        </div>
      ) : null}
      <Section title={t('timeline')}>
        <Timeline entries={entriesOf(task, t)} />
      </Section>
    </Page>
  );
}

function entriesOf(task: Task, t: Words): TimelineEntry[] {
  return [...task.timeline].reverse().map((act) => ({
    id: act.id,
    title: act.title,
    ...signOfAct[act.kind],
    who: whoOf(act, t),
    occurredOn: act.occurredOn,
    recordedAt: act.recordedAt,
    onBehalf: act.onBehalfSource === null ? null : { by: act.by, source: act.onBehalfSource },
    body: act.implied ? t('implied') : act.text === '' ? undefined : <p className={styles.itemText}>{act.text}</p>,
  }));
}

/** Who enters on behalf is not of the organisation whose act it is; the two names must not read as if he were. */
function whoOf({ organisation, by, onBehalfSource }: Task['timeline'][number], t: Words): string {
  if (organisation === null) return by;
  return onBehalfSource === null ? `${organisation} ${by}` : t('enteredFor', { organisation, by });
}
