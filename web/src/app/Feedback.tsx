import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { shellText } from './locale/shell.ts';
import { useText } from './locale/text.ts';
import { useAct } from './queries.ts';
import styles from './Shell.module.css';

/** The complaint entry that stands on every page of whoever is signed in (peers.md 3, the rule of 2026). */
export function FeedbackEntry() {
  const t = useText(shellText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.tool} onClick={() => setOpen(true)}>
        <Icon name="feedback" size={18} />
        {t('feedback.open')}
      </button>
      {open ? <FeedbackDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function FeedbackDialog({ onClose }: { onClose: () => void }) {
  const t = useText(shellText);
  const [body, setBody] = useState('');
  const act = useAct('POST /api/feedback', { refreshes: [] });
  if (act.answer !== undefined) {
    return (
      <Dialog title={t('feedback.title')} onClose={onClose} actions={<Button onClick={onClose}>{t('close')}</Button>}>
        <p role="status">{t('feedback.done')}</p>
      </Dialog>
    );
  }
  const send = () => act.send({ body: { page: window.location.pathname, body: body.trim() } });
  return (
    <Dialog
      title={t('feedback.title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={send} loading={act.sending} disabled={body.trim() === ''}>
            {t('feedback.send')}
          </Button>
        </>
      }
    >
      <Textarea
        label={t('feedback.body')}
        description={t('feedback.text')}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        rows={6}
        maxLength={4000}
        data-autofocus
      />
      <ProblemNotice problem={act.problem} />
    </Dialog>
  );
}
