import { Button } from '@mantine/core';
import type { Answer } from '../../app/api.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useCopy } from '../../ui/useCopy.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { deviceInWords } from './device.ts';
import styles from './identity.module.css';
import { identityText } from './locale.ts';

type SessionRow = Answer<'GET /api/session/list'>['items'][number];

/** Where one's account is signed in, and how to end it there. */
export default function SessionsPage() {
  const t = useText(identityText);
  const list = useRead('GET /api/session/list', {});
  return (
    <Page title={t('sessions')} lead={t('sessionsLead')} width="narrow">
      <Answered read={list}>
        {(answer) => (
          <ul className={`${styles.list} ${styles.spaced}`}>
            {answer.items.map((row) => (
              <SessionItem key={row.id} row={row} />
            ))}
          </ul>
        )}
      </Answered>
      <Pairing />
    </Page>
  );
}

function SessionItem({ row }: { row: SessionRow }) {
  const t = useText(identityText);
  const language = useLanguage();
  const revoke = useAct('POST /api/session/:sessionId/revoke', { refreshes: ['GET /api/session/list'] });
  const when = (instant: string) => formatInstant(instant, language);
  return (
    <li className={styles.row}>
      <Icon name={row.kind === 'device' ? 'phone' : 'computer'} size={24} />
      <div className={styles.rowWords}>
        <b>{t(row.kind === 'device' ? 'deviceKind' : 'browserKind')}</b>{' '}
        {row.current ? <StateBadge tone="done" word={t('thisDevice')} /> : null}
        <p className={styles.note} title={row.agent}>
          {deviceInWords(row.agent)}
        </p>
        <p className={styles.note}>
          {t('lastSeen', { when: when(row.seenAt) })} · {t('address', { address: row.address })}
        </p>
        <p className={styles.note}>{t('validUntil', { when: when(row.expiresAt) })}</p>
      </div>
      {row.current ? null : (
        <ConfirmAction
          label={t('revoke')}
          question={t('revoke')}
          text={t('revokeText')}
          variant="default"
          onConfirm={() => revoke.sendAndWait({ params: { sessionId: row.id } })}
        />
      )}
    </li>
  );
}

/** A bound browser lets another one in: chat apps and the phone's own browser share no cookies (spine.md 6.4). */
function Pairing() {
  const t = useText(identityText);
  const language = useLanguage();
  const { shown, copy, copied, said } = useCopy<HTMLSpanElement>();
  const pairing = useAct('POST /api/session/pairing', { refreshes: [] });
  const made = pairing.answer;
  return (
    <Section title={t('pairTitle')}>
      <Card>
        <p>{t('pairLead')}</p>
        {made === undefined ? (
          <div className={styles.form}>
            <ProblemNotice problem={pairing.problem} />
            <Button variant="default" onClick={() => pairing.send({})} loading={pairing.sending}>
              {t('pairMake')}
            </Button>
          </div>
        ) : (
          <div className={`${styles.form} ${styles.code}`}>
            <img src={`data:image/svg+xml;utf8,${encodeURIComponent(made.qrSvg)}`} alt={t('qr')} />
            <p className={styles.note}>{t('pairUntil', { when: formatInstant(made.expiresAt, language) })}</p>
            <p className={styles.address}>
              {t('pairLink')}: <span ref={shown}>{made.url}</span>
            </p>
            <Button variant="default" onClick={() => copy(made.url)}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
            {said}
          </div>
        )}
      </Card>
    </Section>
  );
}
