import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type Act, useAct } from '../../app/queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemNotice, type VersionRow } from '../../ui/ProblemNotice.tsx';
import { tasksText } from './locale.ts';
import { officeText } from './officeLocale.ts';
import styles from './tasks.module.css';
import type { Task, TaskState } from './words.ts';

interface OfficeDialogProps {
  task: Task;
  title: string;
  /** What follows from the act. */
  text?: string;
  submit: string;
  ready: boolean;
  act: Pick<Act<never>, 'sending' | 'problem'>;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** The frame of every act of the office: what follows, the form, what went wrong, two buttons. */
export function OfficeDialog({
  task,
  title,
  text,
  submit,
  ready,
  act,
  onSubmit,
  onClose,
  children,
}: OfficeDialogProps) {
  const t = useText(officeText);
  const compare = useComparison(task);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={onSubmit} loading={act.sending} disabled={!ready}>
            {submit}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {text === undefined ? null : <p>{text}</p>}
        {children}
        <ProblemNotice problem={act.problem} compare={compare} comparesSeen />
      </div>
    </Dialog>
  );
}

interface Standing {
  state?: TaskState;
  dueOn?: string | null;
  lastAct?: { by: string } | null;
}

/** What I saw beside what the task is now, for a conflict. */
export function useComparison(task: Task): (current: unknown) => VersionRow[] {
  const t = useText(officeText);
  const words = useText(tasksText);
  const language = useLanguage();
  const dayOf = (day: string | null | undefined) => (day ? formatDay(day, language) : '');
  return (current) => {
    const now = current as Standing;
    if (now.state === undefined) return [];
    return [
      {
        label: t('stateLabel'),
        mine: words(`state.${task.state}`),
        theirs: t('standsNow', { state: words(`state.${now.state}`), by: now.lastAct?.by ?? '' }),
      },
      { label: t('dueLabel'), mine: dayOf(task.dueOn), theirs: dayOf(now.dueOn) },
    ];
  };
}

type ReasonKey =
  | 'POST /api/tasks/:taskId/return'
  | 'POST /api/tasks/:taskId/withdraw'
  | 'POST /api/tasks/:taskId/refuse-extension'
  | 'POST /api/tasks/:taskId/escalate'
  | 'POST /api/tasks/:taskId/keep'
  | 'POST /api/tasks/:taskId/amend';

/** An act that needs nothing but a reason. `more` is what its body carries beside it. */
export function ReasonDialog({
  route,
  more = {},
  ...props
}: Omit<OfficeDialogProps, 'act' | 'ready' | 'onSubmit' | 'children'> & { route: ReasonKey; more?: object }) {
  const t = useText(officeText);
  const [reason, setReason] = useState('');
  const act = useAct(route, { onDone: props.onClose });
  const body = { seenVersion: props.task.version, reason: reason.trim(), ...more };
  return (
    <OfficeDialog
      {...props}
      act={act}
      ready={reason.trim() !== ''}
      onSubmit={() => act.send({ params: { taskId: props.task.id }, body } as never)}
    >
      <Textarea
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
        required
      />
    </OfficeDialog>
  );
}
