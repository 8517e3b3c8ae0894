import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatDay } from '../../../app/locale/formats.ts';
import { useLanguage } from '../../../app/locale/language.ts';
import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { uiText } from '../../../ui/locale.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { formText } from './formLocale.ts';
import { reviewText } from './locale.ts';
import type { Content, Requirement } from './model.ts';
import styles from './workbench.module.css';

interface DateDialogProps {
  requirement: Requirement;
  /** Until when the document's tasks are laid out, mostly the end of the year. */
  horizon: string;
  problem: unknown;
  sending: boolean;
  onSave: (content: Content) => void;
  onClose: () => void;
}

/** Asks for the day that the words do not name, or named of a year that has passed. */
export default function DateDialog({ requirement, horizon, problem, sending, onSave, onClose }: DateDialogProps) {
  const t = useText(reviewText);
  const f = useText(formText);
  const ui = useText(uiText);
  const language = useLanguage();
  const { content } = requirement;
  const [day, setDay] = useState(content.deadline?.to ?? '');
  const base = content.deadline ?? { from: null, text: '', inherited: false };
  const save = (part: { kind: 'due' | 'standing'; to: string | null }) =>
    onSave({
      ...content,
      deadline: { ...base, from: null, yearEvidence: null, provisional: false, ...part },
    });
  const ready = day !== '';
  return (
    <Dialog
      title={t('deadline')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button disabled={!ready} loading={sending} onClick={() => save({ kind: 'due', to: day })}>
            {f('editSave')}
          </Button>
        </>
      }
    >
      <p className={styles.about}>{content.action}</p>
      {base.text === '' ? null : <p className={styles.quiet}>{f('writtenIs', { text: base.text })}</p>}
      <TextInput
        type="date"
        label={f('to')}
        value={day}
        required
        data-autofocus
        onChange={(event) => setDay(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && ready) save({ kind: 'due', to: day });
        }}
      />
      <div className={styles.usual}>
        <Button variant="default" onClick={() => setDay(horizon)}>
          {formatDay(horizon, language)}
        </Button>
        <Button variant="default" onClick={() => save({ kind: 'standing', to: null })}>
          {f('kind.standing')}
        </Button>
      </div>
      <ProblemNotice problem={problem} />
    </Dialog>
  );
}
