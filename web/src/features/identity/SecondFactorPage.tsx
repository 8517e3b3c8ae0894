import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { CodeField } from './CodeField.tsx';
import { Enrolment } from './Enrolment.tsx';
import styles from './identity.module.css';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { secondFactorText } from './secondFactorLocale.ts';

type Standing = Answer<'GET /api/session/second-factor'>;

/** One's own second factor: set it up, get new recovery codes, stop using it. */
export default function SecondFactorPage() {
  const t = useText(secondFactorText);
  const read = useRead('GET /api/session/second-factor', {});
  return (
    <Page title={t('title')} lead={t('lead')} width="narrow" above={<Link to="/me">{t('back')}</Link>}>
      <Card>
        <Answered read={read}>
          {(standing) =>
            standing.enrolledAt === null ? (
              <>
                <StateBadge tone="neutral" word={t('notInUse')} />
                {standing.required ? <p>{t('demanded')}</p> : null}
                <Enrolment onDone={() => read.refetch()} />
              </>
            ) : (
              <InUse standing={standing} enrolledAt={standing.enrolledAt} />
            )
          }
        </Answered>
      </Card>
    </Page>
  );
}

function InUse({ standing, enrolledAt }: { standing: Standing; enrolledAt: string }) {
  const t = useText(secondFactorText);
  const language = useLanguage();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = useAct('POST /api/session/second-factor/recovery-codes');
  const remove = useAct('POST /api/session/second-factor/remove');
  const field = <CodeField label={t('code')} description={t('codeHint')} value={code} onChange={setCode} />;
  const ready = code.trim().length >= 6;
  const spend = async (work: () => Promise<unknown>) => {
    await work();
    setCode('');
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />;
  return (
    <div className={styles.form}>
      <div>
        <StateBadge tone="done" word={t('inUse')} />
        <p className={styles.note}>
          {t('since', { when: formatInstant(enrolledAt, language) })} ·{' '}
          {t('codesLeft', { count: standing.recoveryCodesLeft })}
        </p>
        {standing.required ? <p className={styles.note}>{t('demanded')}</p> : null}
      </div>
      <ConfirmAction
        label={t('renew')}
        question={t('renew')}
        text={t('renewText')}
        variant="default"
        ready={ready}
        onConfirm={() => spend(async () => setCodes((await renew.sendAndWait({ body: { code } })).recoveryCodes))}
      >
        {field}
      </ConfirmAction>
      <ConfirmAction
        label={t('remove')}
        question={t('remove')}
        text={t('removeText')}
        variant="default"
        ready={ready}
        onConfirm={() => spend(() => remove.sendAndWait({ body: { code } }))}
      >
        {field}
      </ConfirmAction>
    </div>
  );
}
