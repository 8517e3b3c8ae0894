import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../app/locale/text.ts';
import type { ApiProblem } from '../app/problem.ts';
import { Dialog } from './Dialog.tsx';
import styles from './FormDialog.module.css';
import { uiText } from './locale.ts';
import { ProblemNotice, type VersionRow } from './ProblemNotice.tsx';

export interface FormDialogProps {
  title: string;
  /** What follows from the act. */
  text?: string;
  submit: string;
  /** False while something is not filled in. */
  ready?: boolean;
  act: { sending: boolean; problem: ApiProblem | null };
  onSubmit: () => void;
  onClose: () => void;
  /** Field paths of the answer in the words of the form. */
  labels?: Record<string, string>;
  compare?: (current: unknown) => VersionRow[];
  /** The fields; none where the act needs nothing but a yes. */
  children?: ReactNode;
}

/** The frame of a form that makes one act: what follows, the fields, what went wrong, two buttons. */
export function FormDialog(props: FormDialogProps) {
  const t = useText(uiText);
  const { ready = true, act, onSubmit, onClose } = props;
  return (
    <Dialog
      title={props.title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={onSubmit} loading={act.sending} disabled={!ready}>
            {props.submit}
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
        {props.text === undefined ? null : <p>{props.text}</p>}
        {props.children}
        <ProblemNotice
          problem={act.problem}
          fieldLabel={(path) => props.labels?.[path] ?? null}
          compare={props.compare}
        />
        {/* Lets Enter submit from any field; the visible button stands at the foot of the dialog. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
