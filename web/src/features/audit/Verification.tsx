import { Button } from '@mantine/core';
import type { Answer } from '../../app/api.ts';
import { formatInstant, formatNumber } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Card } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import styles from './audit.module.css';
import { auditText } from './locale.ts';

type Report = Answer<'POST /api/audit/verify'>;

/** The sealer works each second; a tail older than this is worth a word. */
const usualSealSeconds = 30;

/** The check of the whole audit, and its result in words. */
export function Verification() {
  const t = useText(auditText);
  const verify = useAct('POST /api/audit/verify', { refreshes: ['GET /api/audit'] });
  return (
    <Card as="section">
      <div className={styles.result} aria-live="polite">
        <div className={styles.head}>
          <p>{t('verifyLead')}</p>
          <Button
            onClick={() => verify.send({})}
            loading={verify.sending}
            leftSection={<Icon name="audit" size={18} />}
          >
            {t('verify')}
          </Button>
        </div>
        {verify.sending ? <p role="status">{t('verifying')}</p> : null}
        <ProblemNotice problem={verify.problem} onRetry={() => verify.send({})} />
        {verify.answer === undefined ? null : <Result report={verify.answer} />}
      </div>
    </Card>
  );
}

function Result({ report }: { report: Report }) {
  const t = useText(auditText);
  const language = useLanguage();
  const { findings, moreFindings, unsealed, olderShape, head } = report;
  const long = (unsealed.ageSeconds ?? 0) > usualSealSeconds;
  const count = (value: number) => formatNumber(value, language);
  return (
    <>
      <p className={styles.verdict}>
        {report.clean ? (
          <>
            <StateBadge tone="done" word={t('clean')} />
            {t('cleanText', { entries: count(report.entries), records: count(report.records) })}
          </>
        ) : (
          <>
            <StateBadge tone="late" word={t('found', { count: findings.length + moreFindings })} />
            {t('foundText')}
          </>
        )}
      </p>
      {findings.length === 0 ? null : (
        <ol className={styles.findings}>
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.table} ${finding.id}`}>
              {finding.sentence}
              <div className={styles.note}>{finding.id}</div>
            </li>
          ))}
        </ol>
      )}
      {moreFindings > 0 ? <p className={styles.note}>{t('more', { count: moreFindings })}</p> : null}
      {unsealed.count > 0 ? (
        <p className={styles.note}>
          {t(long ? 'unsealedLong' : 'unsealed', { count: unsealed.count, seconds: unsealed.ageSeconds ?? 0 })}
        </p>
      ) : null}
      {olderShape > 0 ? <p className={styles.note}>{t('olderShape', { count: olderShape })}</p> : null}
      <p className={styles.note}>{t('checkedAt', { when: formatInstant(report.checkedAt, language) })}</p>
      {head === null ? null : (
        <p className={styles.note}>
          {t('head', { seq: head.seq })}: <span className={styles.hash}>{head.hash}</span>
          <br />
          {t('headHint')}
        </p>
      )}
    </>
  );
}
