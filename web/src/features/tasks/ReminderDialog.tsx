import { Button, Textarea } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCopy } from '../../ui/useCopy.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';

interface ReminderDialogProps {
  directiveId: string;
  organisationId?: string | undefined;
  onClose: () => void;
}

/** 复制催办文字: the text is read before it is copied. */
export default function ReminderDialog({ directiveId, organisationId, onClose }: ReminderDialogProps) {
  const t = useText(dispatchText);
  const tasks = useText(tasksText);
  const { shown, copy, copied, said } = useCopy<HTMLTextAreaElement>();
  const query = organisationId ? { organisation: organisationId } : {};
  const read = useRead('GET /api/directives/:directiveId/reminder', { params: { directiveId }, query });
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
          <Button onClick={() => copy(read.data?.text ?? '')} disabled={read.data === undefined}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('reminderLead')}</p>
        <Answered read={read}>
          {({ text }) => (
            <Textarea
              ref={shown}
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
        {said}
      </div>
    </Dialog>
  );
}
