import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { secondFactorText } from '../identity/secondFactorLocale.ts';
import styles from './accounts.module.css';

/** Whether the account signs in with a code, and the way out when its phone is lost. */
export function SecondFactor({ account }: { account: { id: string; displayName: string } }) {
  const t = useText(secondFactorText);
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const params = { accountId: account.id };
  const read = useRead('GET /api/accounts/:accountId/second-factor', { params });
  const reset = useAct('POST /api/accounts/:accountId/second-factor/reset');
  return (
    <Section title={t('resetTitle')}>
      <Card>
        <Answered read={read}>
          {({ enrolledAt }) =>
            enrolledAt === null ? (
              <p className={styles.note}>{t('notInUse')}</p>
            ) : (
              <>
                <p>{t('since', { when: formatInstant(enrolledAt, language) })}</p>
                <ConfirmAction
                  label={t('reset')}
                  question={t('reset')}
                  text={t('resetText', { name: account.displayName })}
                  variant="default"
                  ready={reason.trim() !== ''}
                  onConfirm={() => reset.sendAndWait({ params, body: { reason } })}
                >
                  <Textarea
                    label={t('resetReason')}
                    value={reason}
                    onChange={(event) => setReason(event.currentTarget.value)}
                    maxLength={300}
                    autosize
                    required
                  />
                </ConfirmAction>
              </>
            )
          }
        </Answered>
      </Card>
    </Section>
  );
}
