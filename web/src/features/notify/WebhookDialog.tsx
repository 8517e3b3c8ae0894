import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { OnceShown } from '../../ui/OnceShown.tsx';
import type { Channel } from './ChannelsPage.tsx';
import styles from './notify.module.css';
import { webhookText } from './webhookLocale.ts';

type EventKey = Extract<keyof (typeof webhookText)['zh-CN'], `task.${string}`>;

interface WebhookDialogProps {
  /** Null adds one and shows its signing key, once. */
  channel: Channel | null;
  events: readonly string[];
  onClose: () => void;
}

/** Adds a webhook, or gives one another address and other events. */
export function WebhookDialog({ channel, events, onClose }: WebhookDialogProps) {
  const t = useText(webhookText);
  const before = (channel?.settings ?? { url: '', events }) as { url: string; events: readonly string[] };
  const [name, setName] = useState(channel?.name ?? '');
  const [url, setUrl] = useState(before.url);
  const [chosen, setChosen] = useState<string[]>(before.events.filter((type) => events.includes(type)));
  const add = useAct('POST /api/channels/webhooks', { refreshes: ['GET /api/channels'] });
  const amend = useAct('POST /api/channels/:channelId/amend', { onDone: onClose });
  if (add.answer !== undefined) return <SigningKey value={add.answer.signingKey} onClose={onClose} />;
  const submit = () => {
    if (channel === null) return add.send({ body: { name, url, events: chosen } });
    const made = { kind: 'webhook' as const, settings: { url, events: chosen } };
    const body = { seenVersion: channel.version, name, enabled: channel.enabled, made };
    amend.send({ params: { channelId: channel.id }, body });
  };
  return (
    <FormDialog
      title={t(channel === null ? 'title' : 'amendTitle')}
      text={t('text')}
      submit={t(channel === null ? 'add' : 'save')}
      ready={name.trim() !== '' && url.trim() !== '' && chosen.length > 0}
      act={channel === null ? add : amend}
      labels={{ name: t('name'), url: t('url'), 'made.settings.url': t('url') }}
      onSubmit={submit}
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

/** Makes a new signing key where the one before was lost or may be known to others, and shows it, once. */
export function SigningKeyDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useText(webhookText);
  const act = useAct('POST /api/channels/:channelId/signing-key', { refreshes: ['GET /api/channels'] });
  if (act.answer !== undefined) return <SigningKey value={act.answer.signingKey} onClose={onClose} />;
  const send = () => act.send({ params: { channelId: channel.id }, body: { seenVersion: channel.version } });
  return (
    <FormDialog
      title={`${t('newKey')} · ${channel.name}`}
      text={t('newKeyText')}
      submit={t('newKey')}
      act={act}
      onSubmit={send}
      onClose={onClose}
    />
  );
}

function SigningKey({ value, onClose }: { value: string; onClose: () => void }) {
  const t = useText(webhookText);
  const words = { copy: t('copy'), copied: t('copied'), done: t('done') };
  return <OnceShown title={t('key')} text={t('keyText')} value={value} words={words} onClose={onClose} />;
}
