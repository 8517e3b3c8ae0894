import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { startAfresh } from '../../app/session.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { CodeForm } from './CodeForm.tsx';
import styles from './identity.module.css';
import { singleText } from './singleLocale.ts';

/** Where the provider of single sign-on sends the browser back to: hands its answer in, once, and goes on. */
export default function AnswerPage() {
  const t = useText(singleText);
  const navigate = useNavigate();
  const [answer] = useState(() => window.location.search);
  const [awaitsCode, setAwaitsCode] = useState(false);
  // What was asked for stands in front of the state; the server goes by what it sealed into this browser.
  const linking = new URLSearchParams(answer).get('state')?.startsWith('link.') ?? false;
  const finish = useAct('POST /api/single-sign-on/finish', {
    onDone: (done) => (done.awaitsCode ? setAwaitsCode(true) : startAfresh()),
  });
  const link = useAct('POST /api/session/identities', {
    onDone: () => navigate({ to: '/me/identities', replace: true }),
  });
  const handedIn = useRef(false);
  useEffect(() => {
    if (handedIn.current) return;
    handedIn.current = true;
    (linking ? link : finish).send({ body: { answer } });
  }, [answer, linking, link, finish]);
  const problem = linking ? link.problem : finish.problem;
  return (
    <div className={styles.entrance}>
      <title>{t('answerTitle')}</title>
      <div className={styles.sheet}>
        <h1 tabIndex={-1}>{t('answerTitle')}</h1>
        {awaitsCode ? <CodeForm onDone={() => startAfresh()} onBack={() => startAfresh('/sign-in')} /> : null}
        {problem === null && !awaitsCode ? <p role="status">{t('checking')}</p> : null}
        {problem === null ? null : (
          <>
            <ProblemNotice problem={problem} />
            <Link to={linking ? '/me/identities' : '/sign-in'}>{t(linking ? 'toIdentities' : 'toSignIn')}</Link>
          </>
        )}
      </div>
    </div>
  );
}
