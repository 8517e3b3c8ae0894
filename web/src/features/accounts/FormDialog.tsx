import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../app/locale/text.ts';
import type { ApiProblem } from '../../app/problem.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './accounts.module.css';
import { accountsText } from './locale.ts';

interface FormDialogProps {
  title: string;
  /** What follows from the act. */
  text: string;
  submit: string;
  ready: boolean;
  act: { sending: boolean; problem: ApiProblem | null };
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of the forms about accounts: what follows, the fields, what went wrong, two buttons. */
export function FormDialog({ title, text, submit, ready, act, onSubmit, onClose, children }: FormDialogProps) {
  const t = useText(accountsText);
  const labels: Record<string, string> = {
    username: t('username'),
    displayName: t('displayName'),
    personId: t('holder'),
    role: t('role'),
    organisationId: t('organisation'),
    from: t('from'),
    until: t('until'),
    lastDay: t('endOn'),
    version: t('field.version'),
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
        <p>{text}</p>
        {children}
        <ProblemNotice problem={act.problem} fieldLabel={(path) => labels[path] ?? null} />
        {/* Lets Enter submit from any field; the visible button stands at the foot of the dialog. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
