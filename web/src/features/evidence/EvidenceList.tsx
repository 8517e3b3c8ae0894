import { Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../app/client.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import styles from './evidence.module.css';
import { evidenceText } from './locale.ts';
import { aboutWords, hasPicture, kindOf, type LinkedEvidence } from './words.ts';

interface EvidenceListProps {
  taskId: string;
  items: readonly LinkedEvidence[];
}

/** The evidence of a task: what it is, which days it is about, when it came and from whom; what was withdrawn stays, struck through. */
export default function EvidenceList({ taskId, items }: EvidenceListProps) {
  const t = useText(evidenceText);
  if (items.length === 0) return <p className={styles.note}>{t('none')}</p>;
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <Item key={`${item.id} ${item.linkWithdrawn}`} item={item} taskId={taskId} />
      ))}
    </ul>
  );
}

function Item({ item, taskId }: { item: LinkedEvidence; taskId: string }) {
  const t = useText(evidenceText);
  const language = useLanguage();
  const mayUnlink = item.can.some((one) => one.action === 'unlink' && one.allowed);
  const gone = item.linkWithdrawn || item.withdrawnAt !== null;
  const arrived = t('arrived', { who: item.ownerOrganisationName, when: formatInstant(item.arrivedAt, language) });
  return (
    <li className={styles.item}>
      <Sign item={item} />
      <div>
        <div className={styles.head}>
          <Link to={`/evidence/${item.id}`} className={`${styles.name} ${gone ? styles.gone : ''}`}>
            {item.title}
          </Link>
          <span className={styles.badges}>
            {gone ? <StateBadge tone="stopped" word={t(item.withdrawnAt === null ? 'unlinked' : 'withdrawn')} /> : null}
            {item.toRecheck && !gone ? <StateBadge tone="check" word={t('toRecheck')} /> : null}
            {item.onBehalfSource === null ? null : <StateBadge tone="check" icon="swap" word={t('onBehalf')} />}
          </span>
        </div>
        {item.body !== '' && item.body !== item.title ? (
          <p className={`${styles.body} ${styles.clamped}`}>{item.body}</p>
        ) : null}
        <p className={styles.note}>{aboutWords(item, language, t)}</p>
        <p className={styles.note}>{arrived}</p>
        {item.onBehalfSource === null ? null : (
          <p className={styles.note}>{t('onBehalfOf', { source: item.onBehalfSource })}</p>
        )}
        {item.withdrawnReason === null ? null : <p className={styles.note}>{item.withdrawnReason}</p>}
        {mayUnlink ? <Unlink taskId={taskId} evidenceId={item.id} /> : null}
      </div>
    </li>
  );
}

function Sign({ item }: { item: LinkedEvidence }) {
  const t = useText(evidenceText);
  const { icon, word } = kindOf(item);
  if (hasPicture(item) && item.withdrawnAt === null) {
    const source = { params: { evidenceId: item.id }, query: { width: 200 } };
    return (
      <Link to={`/evidence/${item.id}`} aria-label={t('open', { title: item.title })}>
        <img
          className={styles.thumbnail}
          src={addressOf('GET /api/evidence/:evidenceId/picture', source)}
          alt={t(word)}
          loading="lazy"
        />
      </Link>
    );
  }
  return (
    <span className={styles.sign}>
      <Icon name={icon} size={26} />
      <span className="visually-hidden">{t(word)}</span>
    </span>
  );
}

function Unlink({ taskId, evidenceId }: { taskId: string; evidenceId: string }) {
  const t = useText(evidenceText);
  const [reason, setReason] = useState('');
  const act = useAct('POST /api/tasks/:taskId/withdraw-evidence');
  return (
    <div className={styles.buttons} data-print="no">
      <ConfirmAction
        label={t('unlink')}
        variant="default"
        question={t('unlinkQuestion')}
        text={t('unlinkText')}
        ready={reason.trim() !== ''}
        onConfirm={() => act.sendAndWait({ params: { taskId }, body: { evidenceId, reason: reason.trim() } })}
      >
        <Textarea
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          required
          autosize
          minRows={2}
        />
      </ConfirmAction>
    </div>
  );
}
