import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Due } from '../../ui/Due.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { Answered, Skeleton } from '../../ui/Waiting.tsx';
import { Facts } from './Facts.tsx';
import { tasksText } from './locale.ts';
import { Marks } from './Marks.tsx';
import { MyPart } from './MyPart.tsx';
import styles from './tasks.module.css';
import { isOpen, mayDo, type Task } from './words.ts';

// Who opens the page from a chat on a phone loads the first two not at all, and the others after what is asked of them.
const VerifyPart = lazy(() => import('./VerifyPart.tsx'));
const OfficePart = lazy(() => import('./OfficePart.tsx'));
const EvidenceList = lazy(() => import('../evidence/EvidenceList.tsx'));
const TaskHistory = lazy(() => import('./TaskHistory.tsx'));

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
        <Suspense fallback={<Skeleton lines={6} />}>
          <TaskHistory task={task} />
        </Suspense>
      </Section>
    </Page>
  );
}
