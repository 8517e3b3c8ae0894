import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { chooseLanguage, useLanguage } from './locale/language.ts';
import { shellText } from './locale/shell.ts';
import { useText } from './locale/text.ts';
import styles from './Shell.module.css';
import seal from './seal.svg';
import { useSession } from './session.ts';
import { chooseTextSize, useTextSize } from './textSize.ts';

const NoticesLink = lazy(() => import('../features/reminders/NoticesLink.tsx'));
const HelpLink = lazy(() => import('../features/manual/HelpLink.tsx'));

/** What stands at the top of every page: notices, large text, language, help. */
export function Tools() {
  const t = useText(shellText);
  const { signedIn } = useSession();
  return (
    <header className={styles.top} data-print="no">
      <Link to="/" className={styles.topBrand}>
        <img src={seal} width={28} height={28} alt="" />
        <span className={styles.topName}>{t('product')}</span>
      </Link>
      {signedIn ? (
        <Suspense>
          <NoticesLink />
        </Suspense>
      ) : null}
      <TextSizeSwitch />
      <LanguageSwitch deskOnly={signedIn} />
      <Suspense>
        <HelpLink />
      </Suspense>
    </header>
  );
}

function TextSizeSwitch() {
  const t = useText(shellText);
  const large = useTextSize() === 'large';
  return (
    <button type="button" className={styles.tool} onClick={() => chooseTextSize(large ? 'normal' : 'large')}>
      {t(large ? 'textSize.normal' : 'textSize.large')}
    </button>
  );
}

function LanguageSwitch({ deskOnly }: { deskOnly: boolean }) {
  const chinese = useLanguage() === 'zh-CN';
  return (
    <button
      type="button"
      className={`${styles.tool} ${deskOnly ? styles.deskTool : ''}`}
      lang={chinese ? 'en' : 'zh-CN'}
      onClick={() => chooseLanguage(chinese ? 'en' : 'zh-CN')}
    >
      {chinese ? 'English' : '中文'}
    </button>
  );
}
