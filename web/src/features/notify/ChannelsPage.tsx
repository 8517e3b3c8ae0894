import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { ChannelDialog } from './ChannelDialog.tsx';
import { Deliveries } from './Deliveries.tsx';
import { notifyText } from './locale.ts';
import styles from './notify.module.css';
import { SettingsDialog } from './SettingsDialog.tsx';
import { SigningKeyDialog, WebhookDialog } from './WebhookDialog.tsx';

export type Channel = Answer<'GET /api/channels'>['channels'][number];

/** What a button beside a channel opens. */
type Action = 'amend' | 'newKey' | 'remove' | 'test';

/** One question: do messages arrive, and if not, why? */
export default function ChannelsPage() {
  const t = useText(notifyText);
  const [adding, setAdding] = useState<'channel' | 'webhook' | null>(null);
  const close = () => setAdding(null);
  const read = useRead('GET /api/channels', {}, { live: ['channels', 'delivery_settings'] });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Button variant="default" disabled={read.data === undefined} onClick={() => setAdding('webhook')}>
            {t('addWebhook')}
          </Button>
          <Button onClick={() => setAdding('channel')}>{t('add')}</Button>
        </>
      }
    >
      <ProblemNotice problem={read.error} onRetry={() => read.refetch()} />
      {read.isPending ? <Skeleton /> : null}
      {read.data?.channels.length === 0 ? <EmptyState title={t('none')} text={t('noneText')} icon="bell" /> : null}
      {read.data === undefined || read.data.channels.length === 0 ? null : (
        <ul className={styles.list}>
          {read.data.channels.map((channel) => (
            <ChannelLine key={channel.id} channel={channel} events={read.data.events} />
          ))}
        </ul>
      )}
      {read.data === undefined ? null : <Settings settings={read.data.settings} />}
      <Deliveries />
      {adding === 'channel' ? <ChannelDialog channel={null} onClose={close} /> : null}
      {adding === 'webhook' ? <WebhookDialog channel={null} events={read.data?.events ?? []} onClose={close} /> : null}
    </Page>
  );
}

function ChannelLine({ channel, events }: { channel: Channel; events: readonly string[] }) {
  const t = useText(notifyText);
  const [open, setOpen] = useState<Action | null>(null);
  const turn = useAct('POST /api/channels/:channelId/amend', { refreshes: ['GET /api/channels'] });
  const { id, name, enabled, version } = channel;
  const switchTo = (next: boolean) =>
    turn.send({ params: { channelId: id }, body: { seenVersion: version, name, enabled: next, made: null } });
  const close = () => setOpen(null);
  const isWebhook = channel.kind === 'webhook';
  const actions: readonly Action[] = [isWebhook ? 'newKey' : 'test', 'amend', 'remove'];
  return (
    <li>
      <div className={styles.words}>
        <b>{name}</b>
        <p className={styles.note}>
          {t(`kind.${channel.kind}`)} · {channel.leadsTo}
        </p>
        <ProblemNotice problem={turn.problem} />
      </div>
      <StateBadge tone={enabled ? 'done' : 'stopped'} word={t(enabled ? 'on' : 'off')} />
      <div className={styles.buttons}>
        {actions.map((action) => (
          <Button key={action} variant="default" aria-label={`${t(action)} ${name}`} onClick={() => setOpen(action)}>
            {t(action)}
          </Button>
        ))}
        <Button
          variant="default"
          loading={turn.sending}
          aria-label={`${t(enabled ? 'turnOff' : 'turnOn')} ${name}`}
          onClick={() => switchTo(!enabled)}
        >
          {t(enabled ? 'turnOff' : 'turnOn')}
        </Button>
      </div>
      {open === 'amend' && isWebhook ? <WebhookDialog channel={channel} events={events} onClose={close} /> : null}
      {open === 'amend' && !isWebhook ? <ChannelDialog channel={channel} onClose={close} /> : null}
      {open === 'newKey' ? <SigningKeyDialog channel={channel} onClose={close} /> : null}
      {open === 'remove' ? <RemoveDialog channel={channel} onClose={close} /> : null}
      {open === 'test' ? <TestDialog channel={channel} onClose={close} /> : null}
    </li>
  );
}

function RemoveDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useText(notifyText);
  const act = useAct('POST /api/channels/:channelId/close', { onDone: onClose });
  const send = () => act.send({ params: { channelId: channel.id }, body: { seenVersion: channel.version } });
  return (
    <FormDialog
      title={`${t('remove')} · ${channel.name}`}
      text={t('removeText')}
      submit={t('remove')}
      act={act}
      onSubmit={send}
      onClose={onClose}
    />
  );
}

function TestDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useText(notifyText);
  const [to, setTo] = useState('');
  const act = useAct('POST /api/channels/:channelId/test', { refreshes: [] });
  const needsReceiver = channel.kind === 'mail' || channel.kind === 'sms';
  return (
    <FormDialog
      title={`${t('test')} · ${channel.name}`}
      submit={t('test')}
      ready={!needsReceiver || to.trim().length >= 3}
      act={act}
      labels={{ to: t('testTo') }}
      onSubmit={() => act.send({ params: { channelId: channel.id }, body: { to: needsReceiver ? to : null } })}
      onClose={onClose}
    >
      {needsReceiver ? (
        <TextInput
          label={t('testTo')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          maxLength={254}
          data-autofocus
        />
      ) : null}
      {act.answer === undefined ? null : <p role="status">{t('testSent')}</p>}
    </FormDialog>
  );
}

function Settings({ settings }: { settings: Answer<'GET /api/channels'>['settings'] }) {
  const t = useText(notifyText);
  const [open, setOpen] = useState(false);
  const { wakesAt, sleepsAt, networks } = settings;
  const aside = (
    <Button variant="default" aria-label={`${t('amend')} ${t('settings')}`} onClick={() => setOpen(true)}>
      {t('amend')}
    </Button>
  );
  return (
    <Section title={t('settings')} aside={aside}>
      <p>{t('hours', { from: wakesAt, to: sleepsAt })}</p>
      <p className={styles.note}>
        {networks.length === 0 ? t('networks.none') : t('networksAre', { networks: networks.join('、') })}
      </p>
      {open ? <SettingsDialog settings={settings} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
