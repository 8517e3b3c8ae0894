import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { startAfresh, useSession } from '../../app/session.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './demo.module.css';
import { demoText } from './locale.ts';

/** Everyone one can be in the demo city; a click signs in through the same door as anyone else (spine.md 6.2). */
export default function PersonaCard() {
  const t = useText(demoText);
  const role = useText(roleText);
  const { demo, account, signedIn } = useSession();
  const become = useAct('POST /api/demo/persona', { refreshes: [], onDone: () => startAfresh() });
  return (
    <section className={styles.part}>
      <h2>{t('choose')}</h2>
      <p>{t('chooseLead')}</p>
      <ul className={styles.personas}>
        {demo?.personas.map((persona) => (
          <li key={persona.accountId}>
            <button
              type="button"
              className={styles.persona}
              aria-pressed={signedIn && persona.accountId === account?.id}
              disabled={become.sending}
              onClick={() => become.send({ body: { accountId: persona.accountId } })}
            >
              <b>{persona.displayName}</b>
              <span>{role(persona.role as 'none')}</span>
              <span>{persona.organisationName}</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={become.problem} />
    </section>
  );
}
