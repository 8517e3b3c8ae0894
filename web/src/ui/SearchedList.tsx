import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { MoreButton } from './MoreButton.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';
import styles from './SearchedList.module.css';
import type { SearchWords } from './searchWords.ts';
import { Skeleton } from './Waiting.tsx';

interface SearchedListProps {
  search: SearchWords;
  label: string;
  list: {
    error: unknown;
    isPending: boolean;
    isSuccess: boolean;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    refetch: () => unknown;
    fetchNextPage: () => unknown;
  };
  /** What stands there when nothing was found. */
  empty: ReactNode;
  /** The rows found, each a list item. */
  children: readonly ReactNode[];
}

/** A search above the lines it finds, and the way to more of them. */
export function SearchedList({ search, label, list, empty, children }: SearchedListProps) {
  return (
    <>
      <search className={styles.search} aria-label={label}>
        <TextInput
          type="search"
          label={label}
          value={search.typed}
          onChange={(event) => search.setTyped(event.currentTarget.value)}
        />
      </search>
      <ProblemNotice problem={list.error} onRetry={() => list.refetch()} />
      {list.isPending ? <Skeleton /> : null}
      {list.isSuccess && children.length === 0 ? empty : null}
      {children.length === 0 ? null : <ul className={styles.list}>{children}</ul>}
      <MoreButton list={list} />
    </>
  );
}
