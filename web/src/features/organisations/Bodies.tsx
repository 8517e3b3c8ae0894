import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { Listed, partsAtOnce } from './Listed.tsx';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';

type Organisation = ItemOf<'GET /api/organisations'>;

/** The bodies, the person's own open; each reads its parts when it is opened. */
export function Bodies() {
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
      <MoreButton list={list} />
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
          <Listed bodyId={body.id} />
        </div>
      ) : null}
    </details>
  );
}
