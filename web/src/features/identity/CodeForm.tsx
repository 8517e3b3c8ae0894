import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { CodeField } from './CodeField.tsx';
import styles from './identity.module.css';
import { identityText } from './locale.ts';

/** The second step of a sign-in. */
export function CodeForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const t = useText(identityText);
  const [code, setCode] = useState('');
  const act = useAct('POST /api/session/code', { onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.send({ body: { code } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <CodeField label={t('code')} description={t('codeHint')} value={code} onChange={setCode} />
      <ProblemNotice problem={act.problem} />
      <Button type="submit" loading={act.sending} disabled={code.trim().length < 6} fullWidth>
        {t('signIn')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onBack} fullWidth>
        {t('codeBack')}
      </Button>
      <p className={styles.note}>{t('codeLost')}</p>
    </form>
  );
}
