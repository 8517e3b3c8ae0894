import { useText } from '../../app/locale/text.ts';
import { startAfresh } from '../../app/session.ts';
import { Enrolment } from './Enrolment.tsx';
import styles from './identity.module.css';
import { secondFactorText } from './secondFactorLocale.ts';

/** Stands before every page while a role demands a second factor that is not set up yet. */
export default function EnrolPage() {
  const t = useText(secondFactorText);
  return (
    <div className={styles.entrance}>
      <title>{t('mustTitle')}</title>
      <div className={styles.sheet}>
        <h1 tabIndex={-1}>{t('mustTitle')}</h1>
        <p className={styles.note}>{t('mustLead')}</p>
        <Enrolment onDone={() => startAfresh(window.location.pathname + window.location.search)} />
      </div>
    </div>
  );
}
