import { Button, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import type { Choice } from '../../ui/SearchPicker.tsx';
import styles from './board.module.css';
import { instructText } from './instructLocale.ts';

/** The task at which the leader wrote. */
export interface AboutTask {
  taskId: string;
  action: string;
}

interface InstructDialogProps {
  about: AboutTask | null;
  /** The document on whose page the box was opened. */
  directive?: { id: string; title: string } | null;
  onClose: () => void;
}

/** The 批示 box: one sentence; with lead and due named it becomes a task at once (spine.md 3.8). */
export default function InstructDialog({ about, directive = null, onClose }: InstructDialogProps) {
  const i = useText(instructText);
  const today = useToday();
  const [text, setText] = useState('');
  const [lead, setLead] = useState<Choice | null>(null);
  const [dueOn, setDueOn] = useState('');
  const act = useAct('POST /api/instructions');
  const subject = about?.action ?? directive?.title;
  const ready = text.trim().length > 1;
  const send = () =>
    act.send({
      body: {
        text: text.trim(),
        leadOrganisationId: lead?.id ?? null,
        dueOn: dueOn === '' ? null : dueOn,
        aboutDirectiveId: directive?.id ?? null,
        aboutTaskId: about?.taskId ?? null,
      },
    });
  if (act.answer) return <Sent answer={act.answer} onClose={onClose} />;
  return (
    <FormDialog
      title={i('instruct.title')}
      submit={i('instruct.send')}
      ready={ready}
      act={act}
      onSubmit={send}
      onClose={onClose}
      labels={{ text: i('instruct.text'), leadOrganisationId: i('instruct.lead'), dueOn: i('instruct.due') }}
    >
      {subject === undefined ? null : <p className={styles.note}>{i('instruct.about', { action: subject })}</p>}
      <Textarea
        label={i('instruct.text')}
        placeholder={i('instruct.textHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={4}
        maxLength={2000}
        required
        data-autofocus
      />
      <OrganisationPicker label={i('instruct.lead')} value={lead} onChange={setLead} />
      <TextInput
        type="date"
        label={i('instruct.due')}
        value={dueOn}
        min={today}
        onChange={(event) => setDueOn(event.currentTarget.value)}
      />
      <p className={styles.note}>{i('instruct.how')}</p>
    </FormDialog>
  );
}

function Sent({
  answer,
  onClose,
}: {
  answer: { taskIds: string[]; waitsBecause: string | null };
  onClose: () => void;
}) {
  const i = useText(instructText);
  const [task] = answer.taskIds;
  return (
    <Dialog
      title={i('instruct.title')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{i('instruct.done')}</Button>}
    >
      <p role="status">{task ? i('instruct.dispatched') : i('instruct.waits')}</p>
      {answer.waitsBecause === null ? null : <p>{answer.waitsBecause}</p>}
      {task ? (
        <p>
          <Link to={`/t/${task}`}>{i('instruct.openTask')}</Link>
        </p>
      ) : null}
    </Dialog>
  );
}
