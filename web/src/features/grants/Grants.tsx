import { Button, NativeSelect, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { addDays, dayInChina, formatDay, formatInstant } from '../../app/locale/formats.ts';
import { type Language, useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { useToday } from '../../app/session.ts';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { GrantForm } from './GrantForm.tsx';
import styles from './grants.module.css';
import { grantsText } from './locale.ts';
import { periodOf } from './period.ts';
import { RequestLines } from './RequestLines.tsx';

const RequestDialog = lazy(() => import('./RequestDialog.tsx'));

type GrantsAnswer = Answer<'GET /api/accounts/:accountId/grants'>;
type Grant = GrantsAnswer['items'][number];

/** What the account was, is and will be allowed to do. */
export function Grants({ accountId }: { accountId: string }) {
  const t = useText(grantsText);
  const read = useRead(
    'GET /api/accounts/:accountId/grants',
    { params: { accountId } },
    { live: ['grants', 'grant_requests'] },
  );
  const [asking, setAsking] = useState(false);
  const may = read.data?.can.find((one) => one.action === 'request');
  return (
    <Section
      title={t('grants')}
      aside={may?.allowed ? <Button onClick={() => setAsking(true)}>{t('request')}</Button> : undefined}
    >
      {may?.reason ? <p className={styles.note}>{may.reason}</p> : null}
      <Answered read={read}>
        {(answer) => (
          <>
            {answer.pending.length === 0 ? null : <RequestLines rows={answer.pending} />}
            {answer.items.length === 0 ? (
              <p className={styles.note}>{t('noGrants')}</p>
            ) : (
              <ul className={styles.list}>
                {answer.items.map((grant) => (
                  <GrantLine key={grant.id} grant={grant} version={answer.accountVersion} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
      {asking ? (
        <Suspense>
          <RequestDialog accountId={accountId} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}

function GrantLine({ grant, version }: { grant: Grant; version: number }) {
  const t = useText(grantsText);
  const role = useText(roleText);
  const today = useToday();
  const language = useLanguage();
  const [ending, setEnding] = useState(false);
  const day = (value: string) => formatDay(value, language);
  const over = grant.endedAt !== null || (grant.until !== null && grant.until < today);
  const word = t(grant.inForce ? 'inForce' : over ? 'over' : 'notYet');
  const mayEnd = grant.can.some((one) => one.action === 'end' && one.allowed);
  return (
    <li>
      <div className={styles.words}>
        <b>{role(grant.role)}</b> · {grant.organisationName}
        <p className={styles.note}>
          {grant.endedAt === null ? periodOf(grant, day, t) : undoneWords(grant, grant.endedAt, language, t)}
          {grant.requestedBy === null ? null : ` · ${t('requestedBy', { name: grant.requestedBy })}`}
          {grant.grantedBy === null ? null : ` · ${t('grantedBy', { name: grant.grantedBy })}`}
        </p>
      </div>
      <StateBadge tone={grant.inForce ? 'done' : over ? 'stopped' : 'waiting'} word={word} />
      {mayEnd ? (
        <Button variant="default" onClick={() => setEnding(true)}>
          {t('end')}
        </Button>
      ) : null}
      {ending ? <EndDialog grant={grant} version={version} onClose={() => setEnding(false)} /> : null}
    </li>
  );
}

/** A grant that was ended at once on its first day, or before it. */
function undoneWords(
  grant: Grant,
  endedAt: string,
  language: Language,
  t: (key: 'endedAtOnce' | 'neverBegan', slots: Record<string, string>) => string,
): string {
  const began = grant.from === null || grant.from <= dayInChina(new Date(endedAt));
  return t(began ? 'endedAtOnce' : 'neverBegan', { when: formatInstant(endedAt, language) });
}

function EndDialog({ grant, version, onClose }: { grant: Grant; version: number; onClose: () => void }) {
  const t = useText(grantsText);
  const role = useText(roleText);
  const today = useToday();
  // A grant whose last day was yesterday holds no more: that is what “now” means.
  const yesterday = addDays(today, -1);
  const [lastDay, setLastDay] = useState(yesterday);
  const act = useAct('POST /api/grants/:grantId/end', { onDone: onClose });
  return (
    <GrantForm
      title={t('endTitle', { role: role(grant.role) })}
      text={t('endText')}
      submit={lastDay === yesterday ? t('endNow') : t('end')}
      ready={lastDay !== ''}
      act={act}
      onSubmit={() => act.send({ params: { grantId: grant.id }, body: { version, lastDay } })}
      onClose={onClose}
    >
      <NativeSelect
        label={t('end')}
        value={lastDay === yesterday ? 'now' : 'later'}
        onChange={(event) => setLastDay(event.currentTarget.value === 'now' ? yesterday : today)}
        data={[
          { value: 'now', label: t('endNow') },
          { value: 'later', label: t('endOn') },
        ]}
      />
      {lastDay === yesterday ? null : (
        <TextInput
          type="date"
          label={t('endOn')}
          value={lastDay}
          min={today}
          onChange={(event) => setLastDay(event.currentTarget.value)}
          required
        />
      )}
    </GrantForm>
  );
}
