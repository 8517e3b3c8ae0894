import { useText } from '../../app/locale/text.ts';
import { Page } from '../../ui/Page.tsx';
import { helpText } from './helpLocale.ts';
import styles from './home.module.css';

const questions = ['offline', 'figure', 'large', 'phone', 'keys', 'conflict'] as const;

/** What concerns everyone, each in a few sentences. */
export default function HelpPage() {
  const t = useText(helpText);
  return (
    <Page title={t('help')} lead={t('helpLead')}>
      <div className={styles.answers}>
        {questions.map((question) => (
          <details key={question} className={styles.answer}>
            <summary>{t(`${question}.q`)}</summary>
            <p>{t(`${question}.a`)}</p>
          </details>
        ))}
      </div>
    </Page>
  );
}
