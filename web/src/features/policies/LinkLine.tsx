import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { linksText } from './linksLocale.ts';
import styles from './policies.module.css';
import { toneOfLink } from './states.ts';

type Link = Answer<'GET /api/policies/again'>['items'][number];

/** What an act on links changes. */
export const readsOfLinks = [
  'GET /api/policies/:policyId',
  'GET /api/policies/:policyId/proposals',
  'GET /api/policies/:policyId/gaps',
  'GET /api/policies/again',
] as const;

/** A link: what it joins, who said so, how it stands, and what can be done about it. */
export function LinkLine({ link }: { link: Link }) {
  const t = useText(linksText);
  const language = useLanguage();
  const links = usePermitted('policy.link');
  const isLive = link.decision === 'confirmed';
  const faults = isLive ? link.faults.filter((fault) => fault !== 'covers') : [];
  const provenance = [
    link.proposed ? t('proposedBy', { score: (link.score ?? 0).toFixed(2) }) : t('byHand'),
    t(`decision.${link.decision}`),
    t('by', { who: link.by, at: formatInstant(link.at, language) }),
  ];
  return (
    <li className={styles.pair}>
      <div className={styles.sides}>
        <div className={styles.side}>
          <p className={styles.note}>
            {link.upstream.title} · {link.clause}
          </p>
          {faults.includes('outdated') || link.wordsNow === null ? (
            <>
              <p>
                <span className={styles.note}>{t('wordsThen')}</span>
                {link.wordsThen}
              </p>
              <p>
                <span className={styles.note}>{t('wordsNow')}</span>
                {link.wordsNow ?? t('gone')}
              </p>
            </>
          ) : (
            <p>{link.wordsNow}</p>
          )}
        </div>
        <div className={styles.side}>
          <p className={styles.note}>{link.directive.title}</p>
          <p>{link.requirement.action}</p>
        </div>
      </div>
      <div className={styles.buttons}>
        {isLive ? (
          <StateBadge tone={toneOfLink[link.state]} word={t(`state.${link.state}`)} />
        ) : (
          <StateBadge tone="stopped" word={t(`decision.${link.decision}`)} />
        )}
        <p className={styles.note}>{provenance.join(' · ')}</p>
      </div>
      {faults.map((fault) => (
        <p key={fault} className={styles.note}>
          {t(`why.${fault}`)}
        </p>
      ))}
      {links && isLive ? <Acts link={link} /> : null}
    </li>
  );
}

function Acts({ link }: { link: Link }) {
  const t = useText(linksText);
  const [reason, setReason] = useState('');
  const reconfirm = useAct('POST /api/policy-links/:linkId/reconfirm', { refreshes: readsOfLinks });
  const withdraw = useAct('POST /api/policy-links/:linkId/withdraw', { refreshes: readsOfLinks });
  const params = { linkId: link.id };
  const seenVersion = link.version;
  const seenWords = link.wordsNow ?? '';
  const seenAction = link.requirement.action;
  const mendable = link.faults.some((fault) => fault === 'outdated' || fault === 'predated');
  return (
    <div className={styles.buttons}>
      {mendable && !link.faults.includes('orphaned') ? (
        <Button
          loading={reconfirm.sending}
          onClick={() => reconfirm.send({ params, body: { seenVersion, seenWords, seenAction } })}
        >
          {t('reconfirm')}
        </Button>
      ) : null}
      <ConfirmAction
        variant="default"
        label={t('withdraw')}
        question={t('withdraw.question')}
        text={t('withdraw.text')}
        ready={reason.trim() !== ''}
        onConfirm={() => withdraw.sendAndWait({ params, body: { seenVersion, reason: reason.trim() } })}
      >
        <TextInput
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={300}
          required
        />
      </ConfirmAction>
      <ProblemNotice problem={reconfirm.problem} />
    </div>
  );
}
