import { Link } from '@tanstack/react-router';
import { addressOf } from '../../app/client.ts';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { Bodies } from './Bodies.tsx';
import { kindIds } from './kinds.ts';
import { organisationsText } from './locale.ts';

type Organisation = ItemOf<'GET /api/organisations'>;

/** One question: which organisations are there, and where do I find this one? */
export default function OrganisationsPage() {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const { values } = useListAddress();
  const keepsWords = usePermitted('ownerAlias.keep');
  const query = {
    ...(values.search ? { search: values.search } : {}),
    ...(values.kind ? { kind: values.kind } : {}),
    ...(values.dissolved ? { dissolved: 'true' as const } : {}),
    ...(values.sort ? { sort: values.sort as 'name' } : {}),
  };
  const asked = Object.keys(query).length > 0;
  const list = useList('GET /api/organisations', { query }, { enabled: asked });
  const columns: Column<Organisation>[] = [
    { id: 'name', label: t('name'), title: true, cell: (row) => row.name, sortable: true },
    { id: 'kind', label: t('kind'), cell: (row) => words('kind', row.kind), sortable: true },
    { id: 'body', label: t('body'), cell: (row) => row.bodyName, sortable: true },
    { id: 'aliases', label: t('alias'), cell: (row) => row.aliases.join('、'), hidden: true },
    {
      id: 'state',
      label: t('state'),
      cell: (row) => (row.exists ? '' : <StateBadge tone="stopped" word={t('dissolved')} />),
      hidden: true,
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={keepsWords ? <Link to={'/organisations/owner-words' as never}>{t('ownerWords')}</Link> : undefined}
    >
      <DataList
        name="organisations"
        caption={t('title')}
        columns={columns}
        read={list}
        rowKey={(row) => row.id}
        rowLink={(row) => `/organisations/${row.id}`}
        filters={[
          { id: 'search', label: t('search'), kind: 'text' },
          {
            id: 'kind',
            label: t('kind'),
            kind: 'choice',
            choices: kindIds.map((value) => ({ value, label: words('kind', value) })),
          },
          {
            id: 'dissolved',
            label: t('withDissolved'),
            kind: 'choice',
            none: t('leftOut'),
            choices: [{ value: 'true', label: t('included') }],
          },
        ]}
        exportAddress={addressOf('GET /api/organisations/export', { query })}
        instead={asked ? undefined : <Bodies />}
        empty={<EmptyState title={t('none')} text={t('noneText')} icon="search" />}
      />
    </Page>
  );
}
