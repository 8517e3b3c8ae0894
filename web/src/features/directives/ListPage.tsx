import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { addressOf } from '../../app/client.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Card, Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import styles from './directives.module.css';
import { directivesText } from './locale.ts';
import { choosableKinds, type DirectiveState, stateTone } from './state.ts';

const ImportTableLink = lazy(() =>
  import('../taskTables/TableLinks.tsx').then((file) => ({ default: file.ImportTableLink })),
);

type Row = ItemOf<'GET /api/directives'>;
const states: readonly DirectiveState[] = ['reviewing', 'confirmed', 'revising', 'withdrawn'];
const kinds = [...choosableKinds, 'taskTable', 'instruction'] as const;

/** Which documents came in, and how far each is. */
export default function ListPage() {
  const t = useText(directivesText);
  const language = useLanguage();
  const { values } = useListAddress();
  const exports = usePermitted('directive.export');
  const mayImport = usePermitted('directive.import');
  const query = {
    search: values.search,
    kind: values.kind as Row['kind'] | undefined,
    state: values.state as DirectiveState | undefined,
    sort: values.sort as 'issuedOn' | '-issuedOn' | undefined,
  };
  const read = useList(
    'GET /api/directives',
    { query },
    { live: ['directives', 'directive_versions', 'requirements'] },
  );
  const columns: Column<Row>[] = [
    {
      id: 'title',
      label: t('title'),
      title: true,
      cell: (row) => (row.sample ? `${row.title}（${t('sample')}）` : row.title),
    },
    { id: 'kind', label: t('kind'), cell: (row) => t(`kind.${row.kind}`) },
    { id: 'issuer', label: t('issuer'), cell: (row) => row.issuerName },
    { id: 'number', label: t('number'), cell: (row) => row.documentNumber ?? '', hidden: true },
    { id: 'issuedOn', label: t('issuedOn'), cell: (row) => formatDay(row.issuedOn, language), sortable: true },
    {
      id: 'state',
      label: t('state'),
      cell: (row) => <StateBadge tone={stateTone[row.state]} word={t(`state.${row.state}`)} />,
    },
    {
      id: 'decided',
      label: t('decided'),
      numeric: true,
      cell: (row) =>
        row.decided === null ? null : <FigureValue figure={row.decided} label={t('decided')} size="inline" />,
    },
  ];
  const importButton = mayImport ? (
    <Button component={Link} to={'/directives/import' as never}>
      {t('import')}
    </Button>
  ) : undefined;
  const sample = rowsOf(read.data).find((row) => row.sample && row.state === 'reviewing');
  return (
    <Page
      title={t('list')}
      lead={t('listLead')}
      actions={
        mayImport ? (
          <>
            <Suspense>
              <ImportTableLink />
            </Suspense>
            {importButton}
          </>
        ) : undefined
      }
      width="wide"
      answer={sample === undefined || !mayImport ? undefined : <Sample row={sample} />}
    >
      <DataList
        name="directives"
        caption={t('list')}
        columns={columns}
        read={read}
        exportAddress={exports ? addressOf('GET /api/directives/export', { query }) : undefined}
        rowKey={(row) => row.id}
        rowLink={(row) => `/directives/${row.id}/review`}
        filters={[
          { id: 'search', label: t('search'), kind: 'text' },
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
        empty={<EmptyState title={t('listEmpty')} text={t('listEmptyText')} icon="directive" action={importButton} />}
      />
    </Page>
  );
}

/** The document that waits to be practised on. */
function Sample({ row }: { row: Row }) {
  const t = useText(directivesText);
  return (
    <Card as="section">
      <div className={styles.sample}>
        <div>
          <h2>{t('tryIt')}</h2>
          <p>{t('tryItText', { title: row.title })}</p>
        </div>
        <Button variant="light" component={Link} to={`/directives/${row.id}/review` as never}>
          {t('tryItOpen')}
        </Button>
      </div>
    </Card>
  );
}
