import { Button } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../app/client.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { roleIds } from '../grants/roleIds.ts';
import { AccountState, RoleLines } from './AccountState.tsx';
import { accountsText } from './locale.ts';
import { OpenAccountDialog } from './OpenAccountDialog.tsx';

type Account = ItemOf<'GET /api/accounts'>;
const states = ['open', 'locked', 'closed'] as const;

/** One question: who can sign in here, and as what? */
export default function AccountsPage() {
  const t = useText(accountsText);
  const role = useText(roleText);
  const language = useLanguage();
  const { values } = useListAddress();
  const [opening, setOpening] = useState(false);
  const mayOpen = usePermitted('account.manage');
  const exports = usePermitted('account.export');
  const query = {
    ...(values.search ? { search: values.search } : {}),
    ...(values.state ? { state: values.state as Account['state'] } : {}),
    ...(values.role ? { role: values.role as (typeof roleIds)[number] } : {}),
    ...(values.sort ? { sort: values.sort as 'username' } : {}),
  };
  const list = useList('GET /api/accounts', { query });
  const columns: Column<Account>[] = [
    { id: 'displayName', label: t('displayName'), title: true, cell: (account) => account.displayName },
    { id: 'username', label: t('username'), cell: (account) => account.username, sortable: true },
    { id: 'state', label: t('state'), cell: (account) => <AccountState account={account} /> },
    { id: 'roles', label: t('roles'), cell: (account) => <RoleLines roles={account.roles} /> },
    {
      id: 'seen',
      label: t('seen'),
      cell: (account) => (account.seenAt === null ? t('notSeen') : formatInstant(account.seenAt, language)),
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={mayOpen ? <Button onClick={() => setOpening(true)}>{t('open')}</Button> : undefined}
    >
      <DataList
        name="accounts"
        caption={t('title')}
        columns={columns}
        read={list}
        exportAddress={exports ? addressOf('GET /api/accounts/export', { query }) : undefined}
        rowKey={(account) => account.id}
        rowLink={(account) => `/accounts/${account.id}`}
        filters={[
          { id: 'search', label: t('search'), kind: 'text' },
          {
            id: 'state',
            label: t('state'),
            kind: 'choice',
            choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            id: 'role',
            label: t('role'),
            kind: 'choice',
            choices: roleIds.map((value) => ({ value, label: role(value) })),
          },
        ]}
        empty={<EmptyState title={t('none')} icon="account" />}
      />
      {opening ? <OpenAccountDialog onClose={() => setOpening(false)} /> : null}
    </Page>
  );
}
