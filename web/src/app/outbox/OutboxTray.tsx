import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { formatInstant } from '../locale/formats.ts';
import { useLanguage } from '../locale/language.ts';
import { shellText } from '../locale/shell.ts';
import { useText } from '../locale/text.ts';
import type { OutboxEntry, OutboxState } from './model.ts';
import styles from './OutboxTray.module.css';
import { worthRepeating } from './repeating.ts';
import { type Outbox, useOutbox } from './useOutbox.ts';

const toneOf: Record<OutboxState, Tone> = {
  waiting: 'waiting',
  sending: 'active',
  sent: 'active',
  received: 'done',
  refused: 'late',
};

/** What waits on this device, with the state of each entry in words. */
export function OutboxTray({ onClose }: { onClose: () => void }) {
  const t = useText(shellText);
  const outbox = useOutbox();
  return (
    <Dialog title={t('outbox.title')} onClose={onClose} actions={<Button onClick={onClose}>{t('close')}</Button>}>
      <p className={styles.note}>{t('outbox.explain')}</p>
      {outbox.entries.length === 0 ? <p>{t('outbox.empty')}</p> : null}
      <ul className={styles.list}>
        {outbox.entries.map((entry) => (
          <Entry key={entry.actionId} entry={entry} outbox={outbox} />
        ))}
      </ul>
    </Dialog>
  );
}

function Entry({ entry, outbox }: { entry: OutboxEntry; outbox: Outbox }) {
  const t = useText(shellText);
  const language = useLanguage();
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <span className={styles.label}>{entry.label}</span>
        <OutboxStateBadge state={entry.state} />
      </div>
      <p className={styles.note}>
        {formatInstant(entry.createdAt, language)}
        {entry.files.length === 0 ? null : ` · ${t('outbox.files', { count: entry.files.length })}`}
      </p>
      {entry.problem === null ? null : <p role="alert">{entry.problem.detail}</p>}
      <EntryActions entry={entry} outbox={outbox} />
    </li>
  );
}

/** The state of an entry as sign and word, also for the page that made it. */
export function OutboxStateBadge({ state }: { state: OutboxState }) {
  const t = useText(shellText);
  return <StateBadge tone={toneOf[state]} word={t(`outbox.state.${state}`)} />;
}

function EntryActions({ entry, outbox }: { entry: OutboxEntry; outbox: Outbox }) {
  const t = useText(shellText);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) throw failure;
  const dismiss = () => outbox.dismiss(entry.actionId).catch(setFailure);
  if (entry.state === 'received') {
    return (
      <div className={styles.actions}>
        <Button variant="default" onClick={dismiss}>
          {t('outbox.dismiss')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      {entry.state === 'refused' && worthRepeating(entry) ? (
        <Button variant="default" onClick={() => outbox.tryAgain(entry.actionId).catch(setFailure)}>
          {t('outbox.tryAgain')}
        </Button>
      ) : null}
      <ConfirmAction
        label={t('outbox.discard')}
        question={t('outbox.discard')}
        text={t('outbox.discardSure')}
        onConfirm={dismiss}
        variant="subtle"
      />
    </div>
  );
}
