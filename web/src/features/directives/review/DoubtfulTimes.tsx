import { useLanguage } from '../../../app/locale/language.ts';
import { useText } from '../../../app/locale/text.ts';
import { confirmWords } from './confirmLocale.ts';
import { doubtfulTimes } from './doubtful.ts';
import { reviewText } from './locale.ts';
import type { Requirement } from './model.ts';
import { deadlineInWords } from './words.ts';
import styles from './workbench.module.css';

interface DoubtfulTimesProps {
  requirements: readonly Requirement[];
  today: string;
  onShow: (id: string) => void;
}

/** How many times should be looked at, and the way to each of them; nothing where all are clear. */
export default function DoubtfulTimes({ requirements, today, onShow }: DoubtfulTimesProps) {
  const t = useText(confirmWords);
  const r = useText(reviewText);
  const language = useLanguage();
  const { passed, vague } = doubtfulTimes(requirements, today);
  const all = [...passed, ...vague];
  if (all.length === 0) return null;
  return (
    <>
      <p role="note">
        {passed.length > 0 ? <strong>{t('timesPassed', { count: passed.length })} </strong> : null}
        {vague.length > 0 ? <strong>{t('timesVague', { count: vague.length })}</strong> : null}
      </p>
      <ul className={styles.doubtful} aria-label={t('timesList')}>
        {all.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => onShow(one.id)}>
              {one.content.action}
            </button>
            <span className={styles.quiet}>
              {[one.content.deadline?.text, deadlineInWords(one.content.deadline, r, language)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
