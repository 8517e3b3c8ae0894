import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../app/locale/text.ts';
import type { ApiProblem } from '../app/problem.ts';
import { rowsOf } from '../app/queries.ts';
import { useColumnChoice } from './columns.ts';
import styles from './DataList.module.css';
import { Icon } from './Icon.tsx';
import { type Filter, ListTools } from './ListTools.tsx';
import { directionOf, type ListAddress, nextSort, useListAddress } from './listAddress.ts';
import { uiText } from './locale.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { EmptyState, Skeleton } from './Waiting.tsx';

/** One column of a list; on a phone it is a line of a card. */
export interface Column<Row> {
  /** Also its name for the server's `sort`. */
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Digits stand below each other. */
  numeric?: boolean;
  /** Shown only when the person chooses it. */
  hidden?: boolean;
  /** The one column that names the row, links to its page and heads the card. */
  title?: boolean;
  /** Left out of the card. */
  deskOnly?: boolean;
}

interface DataListProps<Row> {
  /** Names the list for what this device remembers of it. */
  name: string;
  /** What the list holds, read aloud before its table. */
  caption: string;
  columns: readonly Column<Row>[];
  read: UseInfiniteQueryResult<InfiniteData<{ items: Row[]; next: string | null }>, ApiProblem>;
  rowKey: (row: Row) => string;
  /** Address of the record's page. */
  rowLink?: (row: Row) => string;
  filters?: readonly Filter[];
  /** Address of the same list as a file. */
  exportAddress?: string;
  /** Stands where the rows would while nothing is asked of the list, such as a tree; the list is not read then. */
  instead?: ReactNode;
  /** Shown when there is nothing and no filter is set. */
  empty?: ReactNode;
}

/**
 * A list with filter, order, column choice, export and one page after another: a real table on a desk, cards on a phone.
 * Filters and order are in the address (`useListAddress`); the page passes them to its read.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const t = useText(uiText);
  const address = useListAddress();
  const { shown, toggle } = useColumnChoice(props.name, props.columns);
  const columns = props.columns.filter((column) => column.title || shown.has(column.id));
  const rows = rowsOf(props.read.data);
  const onPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const filtered = (props.filters ?? []).some((filter) => address.values[filter.id]);
  return (
    <div>
      <ListTools
        filters={props.filters ?? []}
        address={address}
        filtered={filtered}
        columns={props.columns}
        shown={shown}
        onToggle={toggle}
        exportAddress={props.exportAddress}
      />
      {props.instead}
      <ProblemNotice problem={props.read.error} onRetry={() => props.read.refetch()} />
      {props.read.isLoading ? <Skeleton lines={8} /> : null}
      {props.read.isSuccess && rows.length === 0 && props.instead === undefined ? (
        <Nothing filtered={filtered} empty={props.empty} address={address} />
      ) : null}
      {rows.length > 0 && props.instead === undefined ? (
        <>
          {onPhone ? (
            <Cards {...props} columns={columns} rows={rows} />
          ) : (
            <Table {...props} columns={columns} rows={rows} address={address} />
          )}
          <div className={styles.foot}>
            <span role="status">{t(props.read.hasNextPage ? 'list.count' : 'list.all', { count: rows.length })}</span>
            {props.read.hasNextPage ? (
              <Button
                variant="default"
                loading={props.read.isFetchingNextPage}
                onClick={() => props.read.fetchNextPage()}
              >
                {t('list.more')}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </div>
  );
}

interface Drawn<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowLink?: (row: Row) => string;
}

function Table<Row>({
  columns,
  rows,
  rowKey,
  rowLink,
  caption,
  address,
}: Drawn<Row> & { caption: string; address: ListAddress }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by the keyboard only when it can be focused
    <section className={styles.sheet} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} address={address} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.title ? (
                  <th key={column.id} scope="row">
                    <Titled row={row} column={column} rowLink={rowLink} />
                  </th>
                ) : (
                  <td key={column.id} className={column.numeric ? styles.number : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heading<Row>({ column, address }: { column: Column<Row>; address: ListAddress }) {
  const direction = directionOf(address.sort, column.id);
  const className = column.numeric ? styles.number : undefined;
  if (!column.sortable) {
    return (
      <th scope="col" className={className}>
        {column.label}
      </th>
    );
  }
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <button
        type="button"
        className={styles.sort}
        data-print="yes"
        onClick={() => address.setSort(nextSort(address.sort, column.id))}
      >
        {column.label}
        {direction === 'none' ? null : <Icon name={direction === 'ascending' ? 'up' : 'down'} size={14} />}
      </button>
    </th>
  );
}

function Cards<Row>({ columns, rows, rowKey, rowLink }: Drawn<Row>) {
  const title = columns.find((column) => column.title);
  const lines = columns.filter((column) => !column.title && !column.deskOnly);
  return (
    <ul className={styles.cards}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={styles.cardItem}>
          {title === undefined ? null : (
            <div className={styles.cardTitle}>
              <Titled row={row} column={title} rowLink={rowLink} />
            </div>
          )}
          <dl className={styles.lines}>
            {lines.map((column) => (
              <div key={column.id}>
                <dt>{column.label}</dt>
                <dd>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Titled<Row>({ row, column, rowLink }: { row: Row; column: Column<Row>; rowLink?: (row: Row) => string }) {
  const content = column.cell(row);
  return rowLink === undefined ? content : <Link to={rowLink(row)}>{content}</Link>;
}

function Nothing({ filtered, empty, address }: { filtered: boolean; empty: ReactNode; address: ListAddress }) {
  const t = useText(uiText);
  if (!filtered) return empty ?? <EmptyState title={t('empty')} icon="file" />;
  return (
    <EmptyState
      title={t('list.empty')}
      text={t('list.emptyHow')}
      icon="search"
      action={
        <Button variant="default" onClick={address.clear}>
          {t('list.clear')}
        </Button>
      }
    />
  );
}
