import { Link } from '@tanstack/react-router';
import { permitted } from '../../app/admission.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { useSession } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { papersText } from './locale.ts';

type Row = ItemOf<'GET /api/papers'>;
const kinds = ['progressCircular', 'dispatchNotice', 'urgingLetter'] as const;
const states = ['draft', 'issued'] as const;

/** What the office wrote and sent out. */
export default function PapersPage() {
  const t = useText(papersText);
  const language = useLanguage();
  const session = useSession();
  const { values } = useListAddress();
  const query = { kind: values.kind as Row['kind'] | undefined, state: values.state as Row['state'] | undefined };
  const read = useList('GET /api/papers', { query }, { live: ['papers'] });
  const columns: Column<Row>[] = [
    { id: 'title', label: t('title'), title: true, cell: (row) => row.title },
    { id: 'kind', label: t('kind'), cell: (row) => t(`kind.${row.kind}`) },
    { id: 'number', label: t('number'), cell: (row) => row.number ?? '' },
    { id: 'datedOn', label: t('datedOn'), cell: (row) => (row.datedOn ? formatDay(row.datedOn, language) : '') },
    {
      id: 'state',
      label: t('state'),
      cell: (row) => <StateBadge tone={row.state === 'issued' ? 'done' : 'neutral'} word={t(`state.${row.state}`)} />,
    },
    { id: 'directive', label: t('directive'), cell: (row) => row.directiveTitle, hidden: true },
  ];
  return (
    <Page
      title={t('list')}
      lead={t('listLead')}
      width="wide"
      actions={
        permitted(session, 'paperTemplate.manage') ? (
          <Link to={'/papers/templates' as never}>{t('templates')}</Link>
        ) : undefined
      }
    >
      <DataList
        name="papers"
        caption={t('list')}
        columns={columns}
        read={read}
        rowKey={(row) => row.id}
        rowLink={(row) => `/papers/${row.id}`}
        filters={[
          {
            id: 'kind',
            label: t('kind'),
            kind: 'choice',
            choices: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          {
            id: 'state',
            label: t('state'),
            kind: 'choice',
            choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        empty={<EmptyState title={t('listEmpty')} text={t('listEmptyText')} icon="file" />}
      />
    </Page>
  );
}
