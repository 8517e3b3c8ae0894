import { Button, Textarea } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../app/client.ts';
import { formatBytes, formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import styles from './evidence.module.css';
import { evidenceText } from './locale.ts';
import { ReviseDialog } from './ReviseDialog.tsx';
import { aboutWords, type Evidence, hasPicture, kindOf } from './words.ts';

/** One question: what does this show, of which days, and who says so? */
export default function EvidencePage() {
  const { evidenceId } = useParams({ strict: false }) as { evidenceId: string };
  const read = useRead('GET /api/evidence/:evidenceId', { params: { evidenceId } });
  return <Answered read={read}>{(evidence) => <Shown key={evidence.id} evidence={evidence} />}</Answered>;
}

function Shown({ evidence }: { evidence: Evidence }) {
  const t = useText(evidenceText);
  const language = useLanguage();
  const { withdrawnAt } = evidence;
  return (
    <Page
      title={evidence.title}
      above={`${t('title')} · ${t(kindOf(evidence).word)}`}
      lead={
        <span className={styles.badges}>
          <span>{aboutWords(evidence, language, t)}</span>
          {withdrawnAt === null ? null : <StateBadge tone="stopped" word={t('withdrawn')} />}
          {evidence.onBehalfSource === null ? null : <StateBadge tone="check" icon="swap" word={t('onBehalf')} />}
        </span>
      }
      actions={<Actions evidence={evidence} />}
      answer={<Content evidence={evidence} />}
    >
      <Section title={t('serves')}>
        {evidence.tasks.length === 0 ? <p className={styles.note}>{t('servesNone')}</p> : null}
        <ul className={styles.list}>
          {evidence.tasks.map((task) => (
            <li key={`${task.id} ${task.withdrawn}`}>
              <Card>
                <Link to={`/t/${task.id}`} className={task.withdrawn ? styles.gone : undefined}>
                  {task.action}
                </Link>
                <p className={styles.note}>
                  {task.organisation}
                  {task.withdrawn ? ` · ${t('unlinked')}` : ''}
                </p>
              </Card>
            </li>
          ))}
        </ul>
      </Section>
      {evidence.revisions.length > 1 ? (
        <Section title={t('history')}>
          <ul className={styles.list}>
            {evidence.revisions.map((one) => (
              <li key={one.revision}>
                <p className={styles.body}>{one.title}</p>
                <p className={styles.note}>
                  {t('revision', { revision: one.revision, when: formatInstant(one.arrivedAt, language) })}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function Content({ evidence }: { evidence: Evidence }) {
  const t = useText(evidenceText);
  const language = useLanguage();
  const address = { params: { evidenceId: evidence.id } };
  const when = (instant: string) => formatInstant(instant, language);
  return (
    <Card>
      <div className={styles.shown}>
        {hasPicture(evidence) ? (
          <img
            className={styles.picture}
            src={addressOf('GET /api/evidence/:evidenceId/picture', { ...address, query: { width: 1600 } })}
            alt={evidence.title}
          />
        ) : null}
        {evidence.body === '' || evidence.body === evidence.title ? null : (
          <p className={styles.body}>{evidence.body}</p>
        )}
        {evidence.kind === 'file' ? (
          <div>
            <Button
              component="a"
              variant="default"
              href={addressOf('GET /api/evidence/:evidenceId/file', address)}
              download={evidence.fileName ?? true}
            >
              {t('download', { name: evidence.fileName ?? '', size: formatBytes(evidence.fileSize ?? 0) })}
            </Button>
          </div>
        ) : null}
        <p className={styles.note}>
          {t('arrived', {
            who: [evidence.ownerOrganisationName, evidence.enteredBy].filter(Boolean).join(' '),
            when: when(evidence.arrivedAt),
          })}
        </p>
        {evidence.onBehalfSource === null ? null : (
          <p className={styles.note}>{t('onBehalfOf', { source: evidence.onBehalfSource })}</p>
        )}
        {evidence.withdrawnAt === null ? null : (
          <p>{t('withdrawnBecause', { when: when(evidence.withdrawnAt), reason: evidence.withdrawnReason ?? '' })}</p>
        )}
      </div>
    </Card>
  );
}

function Actions({ evidence }: { evidence: Evidence }) {
  const t = useText(evidenceText);
  const [revising, setRevising] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useAct('POST /api/evidence/:evidenceId/withdraw');
  const may = (action: string) => evidence.can.some((one) => one.action === action && one.allowed);
  const params = { evidenceId: evidence.id };
  return (
    <>
      {may('revise') ? (
        <Button variant="default" onClick={() => setRevising(true)}>
          {t('revise')}
        </Button>
      ) : null}
      {may('withdraw') ? (
        <ConfirmAction
          label={t('withdraw')}
          variant="default"
          question={t('withdrawQuestion')}
          text={t('withdrawText')}
          ready={reason.trim() !== ''}
          onConfirm={() =>
            withdraw.sendAndWait({ params, body: { seenVersion: evidence.version, reason: reason.trim() } })
          }
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
      ) : null}
      {revising ? <ReviseDialog evidence={evidence} onClose={() => setRevising(false)} /> : null}
    </>
  );
}
