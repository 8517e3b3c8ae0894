import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './identity.module.css';
import { identityText } from './locale.ts';

const shortest = 10;

/** Changes the password of the signed-in person; the server checks the same rule and more. */
export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const t = useText(identityText);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAct('POST /api/session/password', { onDone });
  const tooShort = tried && next.length < shortest ? t('tooShort') : undefined;
  const different = tried && again !== next ? t('notTheSame') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (next.length >= shortest && again === next) act.send({ body: { current, next } });
  };
  if (act.answer !== undefined) return <p role="status">{t('passwordChanged')}</p>;
  return (
    <form className={styles.form} onSubmit={submit}>
      <PasswordInput
        label={t('currentPassword')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('newPassword')}
        description={t('newPasswordRule')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        error={tooShort}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('repeatPassword')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        error={different}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <ProblemNotice problem={act.problem} />
      <Button type="submit" loading={act.sending}>
        {t('save')}
      </Button>
    </form>
  );
}
