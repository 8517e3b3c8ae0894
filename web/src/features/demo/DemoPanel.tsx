import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../app/locale/formats.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { startAfresh, useToday } from '../../app/session.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './demo.module.css';
import { demoText } from './locale.ts';
import PersonaCard from './PersonaCard.tsx';

/** Personas, the clock and the way back to the beginning. */
export default function DemoPanel({ onClose }: { onClose: () => void }) {
  const t = useText(demoText);
  const reset = useAct('POST /api/demo/reset', { refreshes: [] });
  return (
    <Dialog title={t('panel')} onClose={onClose} wide>
      <PersonaCard />
      <Clock />
      <section className={styles.part}>
        <ConfirmAction
          label={t('reset')}
          question={t('reset')}
          text={t('resetText')}
          variant="default"
          onConfirm={() => reset.sendAndWait({}).then(() => startAfresh())}
        />
      </section>
    </Dialog>
  );
}

function Clock() {
  const t = useText(demoText);
  const today = useToday();
  const [date, setDate] = useState('');
  const move = useAct('POST /api/demo/clock');
  const moveTo = (day: string) => move.send({ body: { date: day } });
  return (
    <section className={styles.part}>
      <h2>{t('clock')}</h2>
      <p>{t('clockLead')}</p>
      <div className={styles.steps}>
        <Button variant="default" disabled={move.sending} onClick={() => moveTo(addDays(today, 1))}>
          {t('nextDay')}
        </Button>
        <Button variant="default" disabled={move.sending} onClick={() => moveTo(addDays(today, 7))}>
          {t('nextWeek')}
        </Button>
        <Button variant="default" disabled={move.sending} onClick={() => moveTo(addDays(today, 30))}>
          {t('nextMonth')}
        </Button>
      </div>
      <div className={styles.steps}>
        <TextInput
          type="date"
          label={t('moveTo')}
          min={addDays(today, 1)}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button variant="default" loading={move.sending} disabled={date <= today} onClick={() => moveTo(date)}>
          {t('move')}
        </Button>
      </div>
      <ProblemNotice problem={move.problem} />
    </section>
  );
}
