import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { peopleText } from './locale.ts';
import styles from './people.module.css';

type Person = Answer<'GET /api/people/:id'>;

/** As the contract asks: shorter is no reason. */
const shortestReason = 4;

/** The number covered, and whole for as long as this page is open once a reason was given. */
export function Phone({ person }: { person: Person }) {
  const t = useText(peopleText);
  const [whole, setWhole] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const mayAsk = person.phone !== null && person.can.some((entry) => entry.action === 'unmask' && entry.allowed);
  return (
    <div className={styles.phone}>
      <span className={styles.note}>{t('phone')}</span>
      <span className={styles.number}>{whole ?? person.phone ?? t('noPhone')}</span>
      {whole === null ? null : (
        <>
          <Button component="a" href={`tel:${whole}`} variant="default">
            {t('call')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setWhole(null)}>
            {t('hide')}
          </Button>
        </>
      )}
      {whole === null && mayAsk ? (
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('show')}
        </Button>
      ) : null}
      {asking ? <AskDialog person={person} onClose={() => setAsking(false)} onShown={setWhole} /> : null}
    </div>
  );
}

function AskDialog({
  person,
  onClose,
  onShown,
}: {
  person: Person;
  onClose: () => void;
  onShown: (phone: string | null) => void;
}) {
  const t = useText(peopleText);
  const [reason, setReason] = useState('');
  const ready = reason.trim().length >= shortestReason;
  const act = useAct('POST /api/people/:id/unmask', {
    refreshes: [],
    onDone: ({ phone }) => {
      onShown(phone);
      onClose();
    },
  });
  const submit = () => act.send({ params: { id: person.id }, body: { reason } });
  return (
    <Dialog
      title={t('showTitle', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={submit} loading={act.sending} disabled={!ready}>
            {t('show')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !act.sending) submit();
        }}
      >
        <p>{t('showText')}</p>
        <TextInput
          label={t('reason')}
          placeholder={t('reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
          required
        />
        <ProblemNotice problem={act.problem} />
      </form>
    </Dialog>
  );
}
