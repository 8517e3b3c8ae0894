import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useAct, useList } from '../../app/queries.ts';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { notifyText } from './locale.ts';
import styles from './notify.module.css';

type Delivery = ItemOf<'GET /api/deliveries'>;
const states = ['failed', 'retrying', 'pending', 'sent'] as const;
const toneOf: Record<Delivery['state'], Tone> = {
  pending: 'waiting',
  retrying: 'waiting',
  sent: 'done',
  failed: 'late',
};

/** What became of each message, and the way to send it again. */
export function Deliveries() {
  const t = useText(notifyText);
  const [state, setState] = useState<Delivery['state'] | ''>('');
  const list = useList('GET /api/deliveries', { query: state === '' ? {} : { state } }, { live: ['deliveries'] });
  const rows = rowsOf(list.data);
  const choice = (
    <NativeSelect
      aria-label={t('deliveries')}
      value={state}
      onChange={(event) => setState(event.currentTarget.value as Delivery['state'] | '')}
      data={[{ value: '', label: t('state.all') }, ...states.map((one) => ({ value: one, label: t(`state.${one}`) }))]}
    />
  );
  return (
    <Section title={t('deliveries')} aside={choice}>
      <ProblemNotice problem={list.error} onRetry={() => list.refetch()} />
      {list.isPending ? <Skeleton /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('noDeliveries')} text={t('noDeliveriesText')} icon="bell" />
      ) : null}
      {rows.length === 0 ? null : (
        <ul className={styles.list}>
          {rows.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      <MoreButton list={list} />
    </Section>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const t = useText(notifyText);
  const language = useLanguage();
  const repeat = useAct('POST /api/deliveries/:deliveryId/repeat', { refreshes: ['GET /api/deliveries'] });
  const { channelName, channelRemoved } = delivery;
  const said = [
    `${channelRemoved ? t('removed', { name: channelName }) : channelName} · ${formatInstant(delivery.sentAt ?? delivery.recordedAt, language)}`,
    delivery.attempts > 1 || delivery.state === 'retrying' ? t('attempts', { count: delivery.attempts }) : null,
    delivery.state === 'retrying' && delivery.nextAt !== null
      ? t('nextAt', { when: formatInstant(delivery.nextAt, language) })
      : null,
  ];
  return (
    <li>
      <div className={styles.words}>
        <b>{delivery.receiverName}</b>
        <p className={styles.note}>{said.filter((part) => part !== null).join(' · ')}</p>
        {delivery.failure === null ? null : <p className={styles.note}>{delivery.failure}</p>}
        <ProblemNotice problem={repeat.problem} />
      </div>
      <StateBadge tone={toneOf[delivery.state]} word={t(`state.${delivery.state}`)} />
      {delivery.state === 'pending' || channelRemoved ? null : (
        <Button
          variant="default"
          loading={repeat.sending}
          aria-label={`${t('repeat')} ${delivery.receiverName} ${channelName}`}
          onClick={() => repeat.send({ params: { deliveryId: delivery.id } })}
        >
          {t('repeat')}
        </Button>
      )}
    </li>
  );
}
