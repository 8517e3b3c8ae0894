import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { policiesText } from './locale.ts';
import { policyStates, toneOfPolicy } from './states.ts';

const HeadDialog = lazy(() => import('./HeadDialog.tsx'));

type Row = ItemOf<'GET /api/policies'>;

/** One question: what do our documents rest on, and what of it do we not know yet? */
export default function PoliciesPage() {
  const t = useText(policiesText);
  const language = useLanguage();
  const manages = usePermitted('policy.manage');
  const [adding, setAdding] = useState(false);
  const { values } = useListAddress();
  const query = {
    ...(values.search ? { search: values.search } : {}),
    ...(values.state ? { state: values.state as Row['state'] } : {}),
  };
  const read = useList('GET /api/policies', { query }, { live: ['upstream_policies', 'upstream_citations'] });
  const columns: Column<Row>[] = [
    { id: 'title', label: t('field.title'), title: true, cell: (row) => row.title },
    { id: 'number', label: t('number'), cell: (row) => row.documentNumber ?? '—' },
    { id: 'issuer', label: t('issuer'), cell: (row) => row.issuerName || '—' },
    { id: 'issuedOn', label: t('issuedOn'), cell: (row) => (row.issuedOn ? formatDay(row.issuedOn, language) : '—') },
    {
      id: 'state',
      label: t('state'),
      cell: (row) => <StateBadge tone={toneOfPolicy[row.state]} word={t(`state.${row.state}`)} />,
    },
    {
      id: 'citedBy',
      label: t('citedBy'),
      cell: (row) => <FigureValue figure={row.citedBy} label={`${t('citedBy')} ${row.title}`} size="inline" />,
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={manages ? <Button onClick={() => setAdding(true)}>{t('register')}</Button> : undefined}
    >
      <DataList
        name="policies"
        caption={t('title')}
        columns={columns}
        read={read}
        rowKey={(row) => row.id}
        rowLink={(row) => `/policies/${row.id}`}
        filters={[
          { id: 'search', label: t('search'), kind: 'text' },
          {
            id: 'state',
            label: t('state'),
            kind: 'choice',
            choices: policyStates.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        empty={<EmptyState title={t('none')} text={t('noneText')} icon="directive" />}
      />
      {adding ? (
        <Suspense>
          <HeadDialog policy={null} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
