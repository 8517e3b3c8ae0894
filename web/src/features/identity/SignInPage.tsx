import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { shellText } from '../../app/locale/shell.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import seal from '../../app/seal.svg';
import { useSession } from '../../app/session.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { CodeForm } from './CodeForm.tsx';
import styles from './identity.module.css';
import { identityText } from './locale.ts';
import { SingleSignOn } from './SingleSignOn.tsx';

const PersonaCard = lazy(() => import('../demo/PersonaCard.tsx'));

/**
 * Stands at its own address and in front of any page for which nobody is signed in; after it the page itself follows.
 * `expired` says that a session ended in the middle of work.
 */
export default function SignInPage({ expired = false }: { expired?: boolean }) {
  const t = useText(identityText);
  const shell = useText(shellText);
  const { demo, singleSignOn } = useSession();
  return (
    <div className={`${styles.entrance} ${demo === null ? '' : styles.wide}`}>
      <title>{`${t('signIn')} · ${shell('product')}`}</title>
      <div>
        <div className={styles.mark}>
          <img src={seal} width={56} height={56} alt="" />
          <div>
            <b>{shell('product')}</b>
            <span>{shell('productLine')}</span>
          </div>
        </div>
        <div className={styles.sheet}>
          <h1 tabIndex={-1}>{expired ? shell('expired.title') : t('signIn')}</h1>
          <p className={styles.note}>{expired ? shell('expired.text') : t('signInLead')}</p>
          <SignInForm expired={expired} />
          {singleSignOn === null ? null : <SingleSignOn name={singleSignOn} />}
        </div>
      </div>
      {demo === null ? null : (
        <Suspense>
          <PersonaCard />
        </Suspense>
      )}
    </div>
  );
}

function SignInForm({ expired }: { expired: boolean }) {
  const t = useText(identityText);
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [awaitsCode, setAwaitsCode] = useState(false);
  const go = () => {
    if (path === '/sign-in') navigate({ to: '/', replace: true });
  };
  const act = useAct('POST /api/session', {
    onDone: (session) => (session.awaitsCode ? setAwaitsCode(true) : go()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.send({ body: { username: username.trim(), password } });
  };
  if (awaitsCode) return <CodeForm onDone={go} onBack={() => setAwaitsCode(false)} />;
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoFocus={expired}
        required
        withAsterisk={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemNotice problem={act.problem} />
      <Button type="submit" loading={act.sending} fullWidth>
        {t('signIn')}
      </Button>
      <p className={styles.note}>{t('forgotten')}</p>
    </form>
  );
}
