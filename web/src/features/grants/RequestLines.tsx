import { Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { formatDay, formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import styles from './grants.module.css';
import { grantsText } from './locale.ts';
import { periodOf } from './period.ts';

type GrantRequest = Answer<'GET /api/grant-requests'>['items'][number];

const toneOf: Record<'pending' | 'approved' | 'rejected' | 'withdrawn', Tone> = {
  pending: 'waiting',
  approved: 'done',
  rejected: 'late',
  withdrawn: 'stopped',
};

/** Roles that were asked for, with what the reader may do about each. */
export function RequestLines({ rows }: { rows: readonly GrantRequest[] }) {
  return (
    <ul className={`${styles.list} ${styles.spaced}`}>
      {rows.map((request) => (
        <RequestLine key={request.id} request={request} />
      ))}
    </ul>
  );
}

function RequestLine({ request }: { request: GrantRequest }) {
  const t = useText(grantsText);
  const role = useText(roleText);
  const language = useLanguage();
  const state = request.decision ?? 'pending';
  const day = (value: string) => formatDay(value, language);
  return (
    <li>
      <div className={styles.words}>
        <Link to={`/accounts/${request.accountId}`}>{request.displayName}</Link> · <b>{role(request.role)}</b> ·{' '}
        {request.organisationName}
        <p className={styles.note}>
          {periodOf(request, day, t)} ·{' '}
          {t('askedWhen', { name: request.requestedBy, when: formatInstant(request.requestedAt, language) })}
        </p>
        <p className={styles.note}>{t('becauseOf', { reason: request.reason })}</p>
        {request.decidedAt === null ? null : (
          <p className={styles.note}>
            {t(`decided.${request.decision ?? 'approved'}`, {
              name: request.decidedBy ?? '',
              when: formatInstant(request.decidedAt, language),
            })}
            {request.decisionReason === null ? null : ` · ${request.decisionReason}`}
          </p>
        )}
      </div>
      <StateBadge tone={toneOf[state]} word={t(`state.${state}`)} />
      <Decisions request={request} />
    </li>
  );
}

function Decisions({ request }: { request: GrantRequest }) {
  const t = useText(grantsText);
  const role = useText(roleText);
  const [reason, setReason] = useState('');
  const approve = useAct('POST /api/grant-requests/:requestId/approve');
  const reject = useAct('POST /api/grant-requests/:requestId/reject');
  const withdraw = useAct('POST /api/grant-requests/:requestId/withdraw');
  const params = { requestId: request.id };
  const may = (action: string) => request.can.some((one) => one.action === action && one.allowed);
  const against = request.can.find((one) => one.action === 'approve')?.reason ?? null;
  const slots = { name: request.displayName, role: role(request.role), organisation: request.organisationName };
  return (
    <>
      {may('approve') ? (
        <ConfirmAction
          label={t('approve')}
          question={t('approve')}
          text={t('approveText', slots)}
          onConfirm={() => approve.sendAndWait({ params })}
        />
      ) : null}
      {may('reject') ? (
        <ConfirmAction
          label={t('reject')}
          question={t('reject')}
          text={t('rejectText', slots)}
          variant="default"
          ready={reason.trim() !== ''}
          onConfirm={() => reject.sendAndWait({ params, body: { reason } })}
        >
          <Textarea
            label={t('rejectReason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={300}
            autosize
            required
          />
        </ConfirmAction>
      ) : null}
      {may('withdraw') ? (
        <ConfirmAction
          label={t('withdraw')}
          question={t('withdraw')}
          text={t('withdrawText', slots)}
          variant="default"
          onConfirm={() => withdraw.sendAndWait({ params })}
        />
      ) : null}
      {against === null ? null : <p className={styles.note}>{against}</p>}
    </>
  );
}
