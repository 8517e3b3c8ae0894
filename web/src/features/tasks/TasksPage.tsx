import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { addressOf } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { Due } from '../../ui/Due.tsx';
import type { Filter } from '../../ui/ListTools.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { tasksText } from './locale.ts';
import { Marks } from './Marks.tsx';
import { isOpen } from './words.ts';

const ReminderDialog = lazy(() => import('./ReminderDialog.tsx'));

type Row = ItemOf<'GET /api/tasks'>;
const states = [
  'draft',
  'dispatched',
  'acknowledged',
  'inProgress',
  'submitted',
  'returned',
  'closed',
  'withdrawn',
] as const;

/** What of the address the server knows as a filter. */
const filterNames = [
  ...[
    'state',
    'late',
    'escalated',
    'extensionPending',
    'organisationId',
    'bodyId',
    'directiveId',
    'clauseKey',
    'requirementId',
  ],
  ...['accountablePersonId', 'hardness', 'dueFrom', 'dueTo', 'search', 'sort'],
];

/** One question: which tasks are there, and which need somebody? */
export default function TasksPage() {
  const t = useText(tasksText);
  const address = useListAddress();
  const [reminding, setReminding] = useState(false);
  const dispatches = usePermitted('task.dispatch');
  const exports = usePermitted('task.export');
  const query = Object.fromEntries(
    filterNames.flatMap((name) => (address.values[name] ? [[name, address.values[name]]] : [])),
  );
  const list = useList('GET /api/tasks', { query: query as never });
  const { directiveId } = address.values;
  const columns: Column<Row>[] = [
    { id: 'action', label: t('column.action'), cell: (row) => row.action, title: true },
    { id: 'state', label: t('column.state'), cell: (row) => <Marks task={row} /> },
    {
      id: 'due',
      label: t('column.due'),
      cell: (row) => <Due day={row.dueOn} open={isOpen(row.state)} />,
      sortable: true,
    },
    { id: 'lead', label: t('column.lead'), cell: (row) => row.lead.name },
    { id: 'accountable', label: t('column.accountable'), cell: (row) => row.accountable?.name ?? '' },
    { id: 'document', label: t('column.document'), cell: (row) => row.directiveTitle, deskOnly: true },
    { id: 'supporters', label: t('column.supporters'), cell: (row) => row.supporters.join('、'), hidden: true },
    { id: 'hardness', label: t('column.hardness'), cell: (row) => t(`hardness.${row.hardness}`), hidden: true },
  ];
  const filters: Filter[] = [
    { id: 'search', label: t('search'), kind: 'text' },
    {
      id: 'state',
      label: t('filter.state'),
      kind: 'choice',
      choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
    },
    { id: 'late', label: t('filter.late'), kind: 'choice', choices: [{ value: 'true', label: t('filter.lateOnly') }] },
    {
      id: 'hardness',
      label: t('filter.hardness'),
      kind: 'choice',
      choices: (['hard', 'semi', 'soft'] as const).map((value) => ({ value, label: t(`hardness.${value}`) })),
    },
    {
      id: 'escalated',
      label: t('escalated'),
      kind: 'choice',
      choices: [{ value: 'true', label: t('filter.escalated') }],
    },
    {
      id: 'extensionPending',
      label: t('extensionPending'),
      kind: 'choice',
      choices: [{ value: 'true', label: t('filter.extension') }],
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('listLead')}
      width="wide"
      actions={
        dispatches && directiveId ? (
          <Button variant="default" onClick={() => setReminding(true)}>
            {t('reminder')}
          </Button>
        ) : undefined
      }
    >
      <DataList
        name="tasks"
        caption={t('caption')}
        columns={columns}
        read={list}
        rowKey={(row) => row.id}
        rowLink={(row) => `/t/${row.id}`}
        filters={filters}
        exportAddress={exports ? addressOf('GET /api/tasks/export', { query: query as never }) : undefined}
        empty={<EmptyState title={t('empty')} text={t('emptyText')} icon="task" />}
      />
      {reminding && directiveId ? (
        <Suspense>
          <ReminderDialog
            directiveId={directiveId}
            organisationId={address.values.organisationId}
            onClose={() => setReminding(false)}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}
