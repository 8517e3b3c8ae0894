import { Link } from '@tanstack/react-router';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { Page } from '../../ui/Page.tsx';
import { SearchedList } from '../../ui/SearchedList.tsx';
import { useSearchWords } from '../../ui/searchWords.ts';
import { EmptyState } from '../../ui/Waiting.tsx';
import { peopleText } from './locale.ts';
import styles from './people.module.css';

type Person = ItemOf<'GET /api/people'>;

/** One question: who is this person, and where do they work? */
export default function PeoplePage() {
  const t = useText(peopleText);
  const search = useSearchWords();
  const list = useList('GET /api/people', { query: search.words === '' ? {} : { search: search.words } });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <SearchedList
        search={search}
        label={t('search')}
        list={list}
        empty={<EmptyState title={t('none')} text={t('noneText')} icon="search" />}
      >
        {rowsOf(list.data).map((person) => (
          <li key={person.id}>
            <Line person={person} />
          </li>
        ))}
      </SearchedList>
    </Page>
  );
}

function Line({ person }: { person: Person }) {
  const words = useFieldWords();
  const posts = person.posts.map((held) => `${held.organisation.name} ${words('post', held.post)}`);
  const where = posts.length > 0 ? posts : person.bodies.map((body) => body.name);
  return (
    <Link to={`/people/${person.id}`} className={styles.item}>
      <span className={styles.name}>{person.name}</span>
      <span className={styles.note}>{where.join('、')}</span>
    </Link>
  );
}
