import { addressOf } from '../../app/client.ts';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { type Column, DataList } from '../../ui/DataList.tsx';
import { useListAddress } from '../../ui/listAddress.ts';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { peopleText } from './locale.ts';

type Person = ItemOf<'GET /api/people'>;

/** One question: who is this person, and where do they work? */
export default function PeoplePage() {
  const t = useText(peopleText);
  const words = useFieldWords();
  const { values } = useListAddress();
  const exports = usePermitted('person.export');
  const query = {
    ...(values.search ? { search: values.search } : {}),
    ...(values.sort ? { sort: values.sort as 'name' } : {}),
  };
  const list = useList('GET /api/people', { query: { ...query, limit: 50 } });
  const columns: Column<Person>[] = [
    { id: 'name', label: t('name'), title: true, cell: (person) => person.name, sortable: true },
    {
      id: 'posts',
      label: t('posts'),
      cell: (person) =>
        person.posts.map((held) => `${held.organisation.name} ${words('post', held.post)}`).join('、') || '—',
    },
    { id: 'bodies', label: t('bodies'), cell: (person) => person.bodies.map((body) => body.name).join('、') || '—' },
  ];
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <DataList
        name="people"
        caption={t('title')}
        columns={columns}
        read={list}
        rowKey={(person) => person.id}
        rowLink={(person) => `/people/${person.id}`}
        filters={[{ id: 'search', label: t('search'), kind: 'text' }]}
        exportAddress={exports ? addressOf('GET /api/people/export', { query }) : undefined}
        empty={<EmptyState title={t('none')} text={t('noneText')} icon="search" />}
      />
    </Page>
  );
}
