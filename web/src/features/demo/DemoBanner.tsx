import { lazy, Suspense, useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useSession } from '../../app/session.ts';
import { bannerText } from './bannerLocale.ts';
import styles from './demo.module.css';

const DemoPanel = lazy(() => import('./DemoPanel.tsx'));

/** One line at the top of every page of a demo installation; nothing anywhere else. */
export default function DemoBanner() {
  const t = useText(bannerText);
  const language = useLanguage();
  const { demo } = useSession();
  const [open, setOpen] = useState(false);
  if (demo === null) return null;
  const date = formatDay(demo.businessDate, language);
  return (
    <aside className={styles.banner} aria-label={t('demo')} data-print="no">
      <b>{t('demo')}</b>
      <span className={styles.fictional}>{t('fictional')}</span>
      <span className={styles.long}>{t('businessDate', { date })}</span>
      <span className={styles.short}>{date}</span>
      <button type="button" className={styles.button} onClick={() => setOpen(true)}>
        <span className={styles.long}>{t('open')}</span>
        <span className={styles.short}>{t('openShort')}</span>
      </button>
      {open ? (
        <Suspense>
          <DemoPanel onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </aside>
  );
}
