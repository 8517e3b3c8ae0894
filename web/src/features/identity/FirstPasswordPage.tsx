import { useText } from '../../app/locale/text.ts';
import styles from './identity.module.css';
import { identityText } from './locale.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** Stands before every page until the password that the administrator gave has been replaced. */
export default function FirstPasswordPage() {
  const t = useText(identityText);
  return (
    <div className={styles.entrance}>
      <title>{t('first')}</title>
      <div className={styles.sheet}>
        <h1 tabIndex={-1}>{t('first')}</h1>
        <p className={styles.note}>{t('firstLead')}</p>
        <PasswordForm />
      </div>
    </div>
  );
}
