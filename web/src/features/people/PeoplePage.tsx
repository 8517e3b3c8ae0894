import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { peopleText } from './locale.ts';
import styles from './people.module.css';

type Person = ItemOf<'GET /api/people'>;

const pauseInMilliseconds = 250;

/** One question: who is this person, and where do they work? */
export default function PeoplePage() {
  const t = useText(peopleText);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), pauseInMilliseconds);
  const list = useList('GET /api/people', { query: search === '' ? {} : { search } });
  const rows = rowsOf(list.data);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <search className={styles.search} aria-label={t('search')}>
        <TextInput
          type="search"
          label={t('search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      <ProblemNotice problem={list.error} onRetry={() => list.refetch()} />
      {list.isPending ? <Skeleton /> : null}
      {list.isSuccess && rows.length === 0 ? <EmptyState title={t('none')} text={t('noneText')} icon="search" /> : null}
      {rows.length === 0 ? null : (
        <ul className={styles.list}>
          {rows.map((person) => (
            <li key={person.id}>
              <Line person={person} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button
          className={styles.more}
          variant="default"
          onClick={() => list.fetchNextPage()}
          loading={list.isFetchingNextPage}
        >
          {t('more')}
        </Button>
      ) : null}
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
