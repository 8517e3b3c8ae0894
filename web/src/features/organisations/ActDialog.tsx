import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../app/locale/text.ts';
import type { ApiProblem } from '../../app/problem.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemNotice, type VersionRow } from '../../ui/ProblemNotice.tsx';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';

interface ActDialogProps {
  title: string;
  /** What follows from the act. */
  text?: string;
  submit: string;
  ready: boolean;
  act: { sending: boolean; problem: ApiProblem | null };
  onSubmit: () => void;
  onClose: () => void;
  compare?: (current: unknown) => VersionRow[];
  children: ReactNode;
}

/** The frame of every act upon an organisation: what follows, the form, what went wrong, two buttons. */
export function ActDialog({ title, text, submit, ready, act, onSubmit, onClose, compare, children }: ActDialogProps) {
  const t = useText(organisationsText);
  const labels: Record<string, string> = {
    name: t('field.name'),
    kind: t('field.kind'),
    foundedOn: t('field.foundedOn'),
    from: t('field.from'),
    on: t('field.on'),
    lastDay: t('field.lastDay'),
    reason: t('field.reason'),
    attachedTo: t('field.attachedTo'),
    guidedBy: t('field.guidedBy'),
    successorId: t('field.successorId'),
    personId: t('field.personId'),
    post: t('field.post'),
    id: t('field.id'),
    bodyId: t('field.bodyId'),
  };
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
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !act.sending) onSubmit();
        }}
      >
        {text === undefined ? null : <p>{text}</p>}
        {children}
        <ProblemNotice problem={act.problem} fieldLabel={(path) => labels[path] ?? null} compare={compare} />
        {/* Lets Enter submit from any field; the visible button stands at the foot of the dialog. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
