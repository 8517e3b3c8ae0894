import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { CodeField } from './CodeField.tsx';
import styles from './identity.module.css';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { secondFactorText } from './secondFactorLocale.ts';

/** Sets up the second factor: scan or type the key, prove it by a code, keep the recovery codes. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const t = useText(secondFactorText);
  const begin = useAct('POST /api/session/second-factor/begin', { refreshes: [] });
  // Nothing is read again before the recovery codes were kept: the page that shows them would go.
  const confirm = useAct('POST /api/session/second-factor/confirm', { refreshes: [] });
  if (confirm.answer !== undefined) return <RecoveryCodes codes={confirm.answer.recoveryCodes} onDone={onDone} />;
  if (begin.answer !== undefined)
    return <Proof begun={begin.answer} confirm={(code) => confirm.send({ body: { code } })} act={confirm} />;
  return (
    <div className={styles.form}>
      <ProblemNotice problem={begin.problem} />
      <Button onClick={() => begin.send({})} loading={begin.sending}>
        {t('begin')}
      </Button>
    </div>
  );
}

interface ProofProps {
  begun: Answer<'POST /api/session/second-factor/begin'>;
  confirm: (code: string) => void;
  act: { sending: boolean; problem: unknown };
}

function Proof({ begun, confirm, act }: ProofProps) {
  const t = useText(secondFactorText);
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm(code);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <section>
        <h2 className={styles.step}>{t('step1')}</h2>
        <p className={styles.note}>{t('step1Text')}</p>
      </section>
      <section className={styles.code}>
        <h2 className={styles.step}>{t('step2')}</h2>
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.qrSvg)}`} alt={t('qr')} />
        <p className={styles.note}>{t('step2Text')}</p>
        <p>
          {t('secret')}: <code className={styles.key}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </section>
      <section>
        <h2 className={styles.step}>{t('step3')}</h2>
        <CodeField label={t('code')} description={t('codeHint')} value={code} onChange={setCode} />
      </section>
      <ProblemNotice problem={act.problem} />
      <Button type="submit" loading={act.sending} disabled={code.trim().length < 6}>
        {t('confirm')}
      </Button>
    </form>
  );
}
