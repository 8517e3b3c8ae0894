import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { shellText } from './locale/shell.ts';
import { useText } from './locale/text.ts';
import { useOutbox } from './outbox/useOutbox.ts';
import styles from './Shell.module.css';

const OutboxTray = lazy(async () => ({ default: (await import('./outbox/OutboxTray.tsx')).OutboxTray }));

/** Says that the line is down, what has not been delivered, and what was refused; silent when all is well. */
export function OfflineStrip() {
  const t = useText(shellText);
  const [open, setOpen] = useState(false);
  const online = useOnline();
  const { entries } = useOutbox();
  const refused = entries.filter((entry) => entry.state === 'refused').length;
  const undelivered = entries.filter((entry) => entry.state !== 'refused' && entry.state !== 'received').length;
  const quiet = online && refused === 0 && undelivered === 0;
  return (
    <aside data-print="no" aria-label={t('outbox.title')} aria-live="polite">
      {quiet ? null : (
        <div className={styles.strip} data-tone={refused > 0 ? 'late' : undefined}>
          {online ? null : (
            <span>
              <Icon name="offline" size={18} />
              {t('offline.banner')}
            </span>
          )}
          {undelivered === 0 ? null : <span>{t('outbox.summary', { count: undelivered })}</span>}
          {refused === 0 ? null : <span>{t('outbox.refusedSummary', { count: refused })}</span>}
          {entries.length === 0 ? null : (
            <button type="button" className={styles.stripButton} onClick={() => setOpen(true)}>
              {t('outbox.open')}
            </button>
          )}
        </div>
      )}
      {open ? (
        <Suspense>
          <OutboxTray onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </aside>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(watchLine, () => navigator.onLine);
}

function watchLine(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
