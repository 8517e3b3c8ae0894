import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../app/locale/text.ts';
import { Dialog } from './Dialog.tsx';
import { uiText } from './locale.ts';
import { ProblemNotice, type ProblemNoticeProps } from './ProblemNotice.tsx';

interface ConfirmActionProps
  extends Pick<ButtonProps, 'variant' | 'disabled' | 'fullWidth'>,
    Pick<ProblemNoticeProps, 'fieldLabel' | 'compare' | 'comparesSeen'> {
  /** The word on the button, and on the button that does it. */
  label: string;
  /** Title of the dialog: what is about to happen. */
  question: string;
  /** What follows from it, and whether it can be taken back. */
  text: ReactNode;
  onConfirm: () => Promise<unknown>;
  /** A field in the dialog, such as a reason; what leads away from the dialog is given the way to close it. */
  children?: ReactNode | ((close: () => void) => ReactNode);
  /** False while the dialog's field is not filled in. */
  ready?: boolean;
}

/** A button that asks once, says what follows, and shows in its dialog when the act did not succeed. */
export function ConfirmAction({
  label,
  question,
  text,
  onConfirm,
  children,
  ready = true,
  fieldLabel,
  compare,
  comparesSeen,
  ...button
}: ConfirmActionProps) {
  const t = useText(uiText);
  const [open, setOpen] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const close = () => {
    setOpen(false);
    setProblem(null);
  };
  const confirm = async () => {
    setSending(true);
    setProblem(null);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setProblem(failure);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? (
        <Dialog
          title={question}
          onClose={close}
          actions={
            <>
              <Button variant="default" onClick={close}>
                {t('cancel')}
              </Button>
              <Button onClick={confirm} loading={sending} disabled={!ready}>
                {label}
              </Button>
            </>
          }
        >
          <p>{text}</p>
          {typeof children === 'function' ? children(close) : children}
          <ProblemNotice problem={problem} fieldLabel={fieldLabel} compare={compare} comparesSeen={comparesSeen} />
        </Dialog>
      ) : null}
    </>
  );
}
