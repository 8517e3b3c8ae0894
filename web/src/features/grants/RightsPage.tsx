import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { addressOf } from '../../app/client.ts';
import { formatDay, formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList, useRead } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { usePermitted, useToday } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { type ListAddress, useListAddress } from '../../ui/listAddress.ts';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import styles from './grants.module.css';
import { grantsText } from './locale.ts';
import { periodOf } from './period.ts';
import { type RoleId, roleIds } from './roleIds.ts';

type Right = ItemOf<'GET /api/rights'>;

const isDay = /^\d{4}-\d\d-\d\d$/;

/** One question: who had which right on a day? */
export default function RightsPage() {
  const t = useText(grantsText);
  const role = useText(roleText);
  const today = useToday();
  const address = useListAddress();
  const { values } = address;
  const on = isDay.test(values.on ?? '') ? (values.on ?? today) : today;
  const query = {
    on,
    ...(values.search ? { search: values.search } : {}),
    ...(values.organisationId ? { organisationId: values.organisationId } : {}),
    ...(values.role ? { role: values.role as RoleId } : {}),
  };
  const exports = usePermitted('right.export');
  const list = useList('GET /api/rights', { query }, { live: ['grants', 'accounts'] });
  const columns = useColumns();
  return (
    <Page title={t('title')} lead={t('lead')} width="wide" answer={<Asked on={on} address={address} />}>
      <DataList
        name="rights"
        caption={t('title')}
        columns={columns}
        read={list}
        rowKey={(right) => right.id}
        filters={[
          { id: 'search', label: t('searchAccount'), kind: 'text' },
          {
            id: 'role',
            label: t('role'),
            kind: 'choice',
            choices: roleIds.map((value) => ({ value, label: role(value) })),
          },
        ]}
        exportAddress={exports ? addressOf('GET /api/rights/export', { query }) : undefined}
        empty={<EmptyState title={t('none')} text={t('noneText')} icon="audit" />}
      />
      <div className={styles.below}>
        <MayDo />
      </div>
    </Page>
  );
}

/** The day and the organisation that are asked about; the rest of the filters stands above the list. */
function Asked({ on, address }: { on: string; address: ListAddress }) {
  const t = useText(grantsText);
  const { organisationId: id } = address.values;
  // The address names it by its id alone, also when the page is opened by a link.
  const read = useRead(
    'GET /api/organisations/:id',
    { params: { id: id ?? '' }, query: { on } },
    { enabled: id !== undefined },
  );
  const chosen = id === undefined ? null : { id, name: read.data?.name ?? '', detail: null };
  return (
    <div className={styles.asked}>
      <TextInput
        type="date"
        label={t('on')}
        value={on}
        onChange={(event) => address.setValue('on', event.currentTarget.value)}
      />
      <OrganisationPicker
        label={t('organisation')}
        value={chosen}
        onChange={(choice) => address.setValue('organisationId', choice?.id ?? '')}
      />
    </div>
  );
}

function useColumns(): Column<Right>[] {
  const t = useText(grantsText);
  const role = useText(roleText);
  const language = useLanguage();
  const seesAccounts = usePermitted('account.read');
  const day = (value: string) => formatDay(value, language);
  return [
    {
      id: 'account',
      label: t('account'),
      title: true,
      cell: (right) => (
        <>
          {seesAccounts ? <Link to={`/accounts/${right.accountId}`}>{right.displayName}</Link> : right.displayName}
          <div className={styles.note}>{right.username}</div>
        </>
      ),
    },
    { id: 'role', label: t('role'), cell: (right) => role(right.role) },
    { id: 'organisation', label: t('organisation'), cell: (right) => right.organisationName },
    { id: 'held', label: t('held'), cell: (right) => periodOf(right, day, t) },
    { id: 'standing', label: t('standing'), cell: (right) => <Standing right={right} /> },
    { id: 'requested', label: t('requester'), cell: (right) => right.requestedBy ?? '', hidden: true },
    { id: 'granted', label: t('granter'), cell: (right) => right.grantedBy ?? t('initial') },
    {
      id: 'grantedAt',
      label: t('grantedAt'),
      cell: (right) => formatInstant(right.grantedAt, language),
      deskOnly: true,
    },
  ];
}

function Standing({ right }: { right: Right }) {
  const t = useText(grantsText);
  const language = useLanguage();
  if (right.accountClosed) return <StateBadge tone="stopped" word={t('standing.closed')} />;
  const changedAt = right.endedAt ?? right.changedAt;
  return (
    <>
      {right.endedAt === null ? (
        <StateBadge tone="done" word={t('standing.held')} />
      ) : (
        <StateBadge tone="stopped" word={t('standing.ended')} />
      )}
      {changedAt === null ? null : (
        <div className={styles.note}>
          {right.endedAt === null ? `${t('changedLater')} · ` : null}
          {formatInstant(changedAt, language)}
          {right.changedBy === null ? null : ` · ${right.changedBy}`}
        </div>
      )}
    </>
  );
}

/** What each role may do, in the words of the table by which the program decides. */
function MayDo() {
  const t = useText(grantsText);
  const role = useText(roleText);
  const read = useRead('GET /api/rights/roles', {});
  return (
    <Section title={t('mayTitle')}>
      <p className={styles.note}>{t('mayLead')}</p>
      <Card>
        <Answered read={read}>
          {({ items }) =>
            items.map((item) => (
              <details key={item.role} className={styles.may}>
                <summary>{role(item.role)}</summary>
                <ul>
                  {item.may.map(({ words, reach }) => (
                    <li key={words}>
                      {words} <span className={styles.note}>{reach}</span>
                    </li>
                  ))}
                </ul>
              </details>
            ))
          }
        </Answered>
      </Card>
    </Section>
  );
}
