import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';

interface ReminderDialogProps {
  directiveId: string;
  organisationId?: string | undefined;
  onClose: () => void;
}

/** 复制催办文字: the text is read before it is copied, and can be copied by hand where the browser does not do it. */
export default function ReminderDialog({ directiveId, organisationId, onClose }: ReminderDialogProps) {
  const t = useText(dispatchText);
  const tasks = useText(tasksText);
  const field = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'copyByHand' | null>(null);
  const query = organisationId ? { organisation: organisationId } : {};
  const read = useRead('GET /api/directives/:directiveId/reminder', { params: { directiveId }, query });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(read.data?.text ?? '');
      setOutcome('copied');
    } catch {
      // No clipboard on plain http: the text is selected, and the person is told to copy it.
      field.current?.select();
      setOutcome('copyByHand');
    }
  };
  return (
    <Dialog
      title={tasks('reminder')}
      wide
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button onClick={copy} disabled={read.data === undefined}>
            {t('copy')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('reminderLead')}</p>
        <Answered read={read}>
          {({ text }) => (
            <Textarea
              ref={field}
              className={styles.reminder}
              aria-label={tasks('reminder')}
              value={text}
              readOnly
              autosize
              minRows={8}
              maxRows={18}
            />
          )}
        </Answered>
        <p role="status">{outcome === null ? '' : t(outcome)}</p>
      </div>
    </Dialog>
  );
}
