import { addressOf } from '../../app/client.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import styles from './audit.module.css';
import { auditText } from './locale.ts';
import { Verification } from './Verification.tsx';

type Entry = ItemOf<'GET /api/audit'>;

const outcomes = ['done', 'refused', 'read'] as const;
const toneOf: Record<Entry['outcome'], Tone> = { done: 'done', refused: 'late', read: 'neutral' };

/** One question: was anything changed behind the product's back? Then: who did what? */
export default function AuditPage() {
  const t = useText(auditText);
  const mayVerify = usePermitted('audit.verify');
  return (
    <Page title={t('title')} lead={t('lead')} width="wide" answer={mayVerify ? <Verification /> : undefined}>
      <Section title={t('entries')}>
        <Entries />
      </Section>
    </Page>
  );
}

const isDay = /^\d{4}-\d\d-\d\d$/;

function Entries() {
  const t = useText(auditText);
  const language = useLanguage();
  const { values } = useListAddress();
  const exports = usePermitted('audit.export');
  const query = {
    ...(values.action ? { action: values.action } : {}),
    ...(values.account ? { account: values.account } : {}),
    ...(values.outcome ? { outcome: values.outcome as Entry['outcome'] } : {}),
    ...(values.record ? { record: values.record } : {}),
    ...(isDay.test(values.from ?? '') ? { from: values.from } : {}),
    ...(isDay.test(values.until ?? '') ? { until: values.until } : {}),
    ...(values.sort ? { sort: values.sort as 'at' } : {}),
  };
  const list = useList('GET /api/audit', { query });
  const columns: Column<Entry>[] = [
    { id: 'at', label: t('at'), title: true, cell: (entry) => formatInstant(entry.at, language), sortable: true },
    { id: 'action', label: t('action'), cell: (entry) => entry.actionName },
    { id: 'account', label: t('account'), cell: (entry) => entry.accountName || t('program') },
    { id: 'roleName', label: t('roleName'), cell: (entry) => entry.roleName, hidden: true },
    {
      id: 'outcome',
      label: t('outcome'),
      cell: (entry) => <StateBadge tone={toneOf[entry.outcome]} word={t(`outcome.${entry.outcome}`)} />,
    },
    {
      id: 'records',
      label: t('records'),
      numeric: true,
      cell: (entry) => t('recordCount', { count: entry.records.length }),
    },
    { id: 'details', label: t('details'), cell: (entry) => <Details entry={entry} />, deskOnly: true },
    { id: 'sealed', label: t('sealed'), cell: (entry) => t(entry.sealed ? 'yes' : 'no') },
    {
      id: 'businessAt',
      label: t('businessAt'),
      cell: (entry) => formatInstant(entry.businessAt, language),
      hidden: true,
    },
  ];
  return (
    <DataList
      name="audit"
      caption={t('entries')}
      columns={columns}
      read={list}
      exportAddress={exports ? addressOf('GET /api/audit/export', { query }) : undefined}
      rowKey={(entry) => entry.id}
      filters={[
        { id: 'action', label: t('action'), kind: 'text' },
        { id: 'account', label: t('account'), kind: 'text' },
        {
          id: 'outcome',
          label: t('outcome'),
          kind: 'choice',
          choices: outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
        },
        { id: 'record', label: t('record'), kind: 'text' },
      ]}
      empty={<EmptyState title={t('none')} icon="audit" />}
    />
  );
}

function Details({ entry }: { entry: Entry }) {
  return entry.details.map(({ name, value }) => (
    <p key={name} className={styles.details}>
      {name}: {value}
    </p>
  ));
}
