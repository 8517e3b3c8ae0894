import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { uiText } from '../../../ui/locale.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { bulkText } from './bulkLocale.ts';
import { formText } from './formLocale.ts';
import { reviewText } from './locale.ts';
import type { Reasoned, Requirement } from './model.ts';
import styles from './workbench.module.css';

interface ReasonDialogProps {
  decision: Reasoned;
  items: readonly Requirement[];
  problem: unknown;
  sending: boolean;
  onDecide: (reason: string) => void;
  onClose: () => void;
}

/** Usual reasons, one press each. */
const usual = {
  reject: ['why.reject.1', 'why.reject.2', 'why.reject.3'],
  defer: ['why.defer.1', 'why.defer.2'],
  nothingToDo: ['why.nothingToDo.1', 'why.nothingToDo.2', 'why.nothingToDo.3'],
} as const;

/** Asks why, because later somebody will. */
export default function ReasonDialog({ decision, items, problem, sending, onDecide, onClose }: ReasonDialogProps) {
  const t = useText(reviewText);
  const b = useText(bulkText);
  const f = useText(formText);
  const ui = useText(uiText);
  const [reason, setReason] = useState('');
  const [first] = items;
  return (
    <Dialog
      title={t(decision)}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button disabled={reason.trim() === ''} loading={sending} onClick={() => onDecide(reason.trim())}>
            {t(decision)}
          </Button>
        </>
      }
    >
      <p className={styles.about}>
        {items.length === 1 ? first?.content.action : b('selected', { count: items.length })}
      </p>
      <div className={styles.usual}>
        {usual[decision].map((key) => (
          <Button key={key} variant="default" onClick={() => setReason(f(key))}>
            {f(key)}
          </Button>
        ))}
      </div>
      <Textarea
        label={f('reasonFor')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && reason.trim() !== '')
            onDecide(reason.trim());
        }}
        autosize
        minRows={2}
        maxLength={500}
        required
        data-autofocus
      />
      <ProblemNotice problem={problem} />
    </Dialog>
  );
}
