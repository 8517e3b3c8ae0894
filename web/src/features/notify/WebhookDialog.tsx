import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { OnceShown } from '../../ui/OnceShown.tsx';
import styles from './notify.module.css';
import { webhookText } from './webhookLocale.ts';

type EventKey = Extract<keyof (typeof webhookText)['zh-CN'], `task.${string}`>;

/** Adds a webhook and shows its signing key, once. */
export function WebhookDialog({ events, onClose }: { events: readonly string[]; onClose: () => void }) {
  const t = useText(webhookText);
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<string[]>([...events]);
  const act = useAct('POST /api/channels/webhooks', { refreshes: ['GET /api/channels'] });
  if (act.answer !== undefined) {
    const words = { copy: t('copy'), copied: t('copied'), done: t('done') };
    return (
      <OnceShown title={t('key')} text={t('keyText')} value={act.answer.signingKey} words={words} onClose={onClose} />
    );
  }
  return (
    <FormDialog
      title={t('title')}
      text={t('text')}
      submit={t('add')}
      ready={name.trim() !== '' && url.trim() !== '' && chosen.length > 0}
      act={act}
      labels={{ name: t('name'), url: t('url') }}
      onSubmit={() => act.send({ body: { name, url, events: chosen } })}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        required
        data-autofocus
      />
      <TextInput
        label={t('url')}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        type="url"
        maxLength={2000}
        required
      />
      <Checkbox.Group label={t('events')} value={chosen} onChange={setChosen}>
        <div className={styles.choices}>
          {events.map((type) => (
            <Checkbox key={type} value={type} label={t(type as EventKey)} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDialog>
  );
}
