import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useSearchWords } from '../../ui/searchWords.ts';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { kindIds } from './kinds.ts';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';

type Organisation = ItemOf<'GET /api/organisations'>;

const partsAtOnce = 100;

/** One question: which organisations are there, and where do I find this one? */
export default function OrganisationsPage() {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const { typed, setTyped, words: search } = useSearchWords();
  const [kind, setKind] = useState('');
  const [dissolved, setDissolved] = useState(false);
  const searching = search !== '' || kind !== '' || dissolved;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <search className={styles.tools} aria-label={t('search')}>
        <TextInput
          type="search"
          label={t('search')}
          placeholder={t('searchHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: t('allKinds') },
            ...kindIds.map((id) => ({ value: id, label: words('kind', id) })),
          ]}
        />
        <Checkbox
          className={styles.wholeRow}
          label={t('withDissolved')}
          checked={dissolved}
          onChange={(event) => setDissolved(event.currentTarget.checked)}
        />
      </search>
      {searching ? <Found search={search} kind={kind} dissolved={dissolved} /> : <Bodies />}
    </Page>
  );
}

function Found({ search, kind, dissolved }: { search: string; kind: string; dissolved: boolean }) {
  return (
    <Listed
      query={{
        ...(search === '' ? {} : { search }),
        ...(kind === '' ? {} : { kind }),
        ...(dissolved ? { dissolved: 'true' as const } : {}),
      }}
      withBody
    />
  );
}

/** The bodies, the person's own open; each reads its parts when it is opened. */
function Bodies() {
  const t = useText(organisationsText);
  const { roles } = useSession();
  const list = useList('GET /api/organisations', { query: { kind: 'cppccBody', limit: partsAtOnce } });
  if (list.data === undefined)
    return list.error ? <ProblemNotice problem={list.error} onRetry={() => list.refetch()} /> : <Skeleton />;
  const bodies = rowsOf(list.data);
  const own = bodies.find((body) => roles.some((held) => held.organisationId === body.id)) ?? null;
  if (bodies.length === 0) return <EmptyState title={t('none')} icon="organisation" />;
  return (
    <>
      {bodies.map((body, index) => (
        <Body key={body.id} body={body} initiallyOpen={own === null ? index === 0 : body.id === own.id} />
      ))}
      {list.hasNextPage ? <More onMore={() => list.fetchNextPage()} loading={list.isFetchingNextPage} /> : null}
    </>
  );
}

function Body({ body, initiallyOpen }: { body: Organisation; initiallyOpen: boolean }) {
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <details className={styles.body} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="right" size={18} />
        {body.name}
      </summary>
      {open ? (
        <div className={styles.parts}>
          <Listed query={{ bodyId: body.id }} />
        </div>
      ) : null}
    </details>
  );
}

interface ListedQuery {
  search?: string;
  kind?: string;
  bodyId?: string;
  dissolved?: 'true';
}

/** Organisations line by line; `withBody` says of each where it belongs. */
export function Listed({
  query,
  withBody = false,
  without,
}: {
  query: ListedQuery;
  withBody?: boolean;
  without?: string;
}) {
  const t = useText(organisationsText);
  const list = useList('GET /api/organisations', { query: { ...query, limit: partsAtOnce } });
  if (list.data === undefined)
    return list.error ? <ProblemNotice problem={list.error} onRetry={() => list.refetch()} /> : <Skeleton />;
  const rows = rowsOf(list.data).filter((row) => row.id !== without);
  if (rows.length === 0) return <EmptyState title={t('none')} text={t('noneText')} icon="search" />;
  return (
    <>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Line row={row} withBody={withBody} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? <More onMore={() => list.fetchNextPage()} loading={list.isFetchingNextPage} /> : null}
    </>
  );
}

function Line({ row, withBody }: { row: Organisation; withBody: boolean }) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  return (
    <Link to={`/organisations/${row.id}`} className={styles.item}>
      <span className={styles.itemName}>{row.name}</span>
      {row.exists ? null : <StateBadge tone="stopped" word={t('dissolved')} />}
      <span className={styles.note}>
        {words('kind', row.kind)}
        {withBody && row.id !== row.bodyId ? ` · ${row.bodyName}` : null}
      </span>
    </Link>
  );
}

function More({ onMore, loading }: { onMore: () => void; loading: boolean }) {
  const t = useText(organisationsText);
  return (
    <Button className={styles.more} variant="default" onClick={onMore} loading={loading}>
      {t('more')}
    </Button>
  );
}
