import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { Grants } from '../grants/Grants.tsx';
import { AccountState, RoleLines } from './AccountState.tsx';
import styles from './accounts.module.css';
import { IssuedPassword } from './IssuedPassword.tsx';
import { accountsText } from './locale.ts';
import { SecondFactor } from './SecondFactor.tsx';

const AmendAccountDialog = lazy(() => import('./AmendAccountDialog.tsx'));

type Account = Answer<'GET /api/accounts/:accountId'>;

/** One account: can it sign in, and what may it do? */
export default function AccountPage() {
  const { accountId = '' } = useParams({ strict: false }) as { accountId?: string };
  const read = useRead('GET /api/accounts/:accountId', { params: { accountId } });
  return <Answered read={read}>{(account) => <AccountSheet account={account} />}</Answered>;
}

function AccountSheet({ account }: { account: Account }) {
  const t = useText(accountsText);
  const language = useLanguage();
  const seesGrants = usePermitted('grant.read');
  const managesSignIn = usePermitted('signIn.manage');
  return (
    <Page title={account.displayName} above={<Link to="/accounts">{t('back')}</Link>} lead={account.username}>
      <div className={styles.sheet}>
        <Card as="section">
          <dl className={styles.facts}>
            <dt>{t('state')}</dt>
            <dd>
              <AccountState account={account} />
            </dd>
            <dt>{t('person')}</dt>
            <dd>{account.personName ?? t('noPerson')}</dd>
            <dt>{t('roles')}</dt>
            <dd>
              <RoleLines roles={account.roles} />
            </dd>
            <dt>{t('seen')}</dt>
            <dd>{account.seenAt === null ? t('notSeen') : formatInstant(account.seenAt, language)}</dd>
            <dt>{t('opened')}</dt>
            <dd>{formatInstant(account.openedAt, language)}</dd>
          </dl>
          <Actions account={account} />
        </Card>
      </div>
      {seesGrants ? <Grants accountId={account.id} /> : null}
      {managesSignIn ? <SecondFactor account={account} /> : null}
    </Page>
  );
}

function Actions({ account }: { account: Account }) {
  const t = useText(accountsText);
  const [password, setPassword] = useState<string | null>(null);
  const [amending, setAmending] = useState(false);
  const issue = useAct('POST /api/accounts/:accountId/password');
  const close = useAct('POST /api/accounts/:accountId/close');
  const reopen = useAct('POST /api/accounts/:accountId/reopen');
  const input = { params: { accountId: account.id }, body: { version: account.version } };
  const allowed = (action: string) => account.can.some((one) => one.action === action && one.allowed);
  const reasons = account.can.flatMap((one) => (one.allowed || one.reason === null ? [] : [one]));
  const own = reasons.find((one) => one.action === 'close');
  return (
    <>
      {account.can.length === 0 ? null : (
        <div className={styles.buttons}>
          {allowed('amend') ? (
            <Button variant="default" onClick={() => setAmending(true)}>
              {t('amend')}
            </Button>
          ) : null}
          {allowed('issuePassword') ? (
            <ConfirmAction
              label={t('issue')}
              question={t('issue')}
              text={t('issueText')}
              onConfirm={async () => setPassword((await issue.sendAndWait(input)).password)}
            />
          ) : null}
          {allowed('close') ? (
            <ConfirmAction
              label={t('close')}
              question={t('close')}
              text={t('closeText')}
              variant="default"
              onConfirm={() => close.sendAndWait(input)}
            />
          ) : null}
          {allowed('reopen') ? (
            <ConfirmAction
              label={t('reopen')}
              question={t('reopen')}
              text={t('reopenText')}
              onConfirm={() => reopen.sendAndWait(input)}
            />
          ) : null}
          {own === undefined || allowed('reopen') ? null : <p className={styles.note}>{own.reason}</p>}
        </div>
      )}
      <Suspense>
        {amending ? <AmendAccountDialog account={account} onClose={() => setAmending(false)} /> : null}
      </Suspense>
      {password === null ? null : (
        <IssuedPassword name={account.displayName} password={password} onClose={() => setPassword(null)} />
      )}
    </>
  );
}
