import { sql } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { Input, Output } from '../../platform/http/contract.ts';
import { conflict } from '../../platform/http/problems.ts';
import { anyOf } from '../organisations/index.ts';
import type { policiesContract } from './contract.ts';
import { type LinkRow, linkRows, linkViews, standingLinks } from './ends.ts';
import { noteAct } from './linking.ts';
import { say } from './messages.ts';
import { accountOf, livePolicy } from './store.ts';

type Contract = typeof policiesContract;
type Undoable = Output<Contract['GET /api/policies/:policyId/proposals']>['undo'];
type Made = Pick<
  LinkRow,
  | 'requirement_revision'
  | 'upstream_version_id'
  | 'clause_words'
  | 'upstream_requirement_id'
  | 'upstream_revision'
  | 'proposed'
  | 'score'
  | 'state'
>;

interface LinkAct {
  link_id: string;
  seq: number;
  kind: 'confirm' | 'reject' | 'reconfirm' | 'withdraw';
  payload: Partial<Made> & { together?: string; undoes?: number; open?: boolean };
}

const stateOfKind = { confirm: 'confirmed', reject: 'rejected', withdraw: 'withdrawn' } as const;

/** What the person decided last about links of two documents and nobody has touched since; decided in one go, it is taken back in one. */
export async function lastDecision(context: ReadContext, rows: readonly LinkRow[]): Promise<Undoable> {
  const { accountId } = context.actor;
  if (accountId === '' || rows.length === 0) return null;
  const acts = await context.db
    .selectFrom('upstream_link_acts as a')
    .innerJoin('upstream_links as l', (join) => join.onRef('l.id', '=', 'a.link_id').onRef('l.last_seq', '=', 'a.seq'))
    .select(['a.id', 'a.kind', 'l.id as link_id', 'l.version'])
    .select(sql<string | null>`a.payload->>'together'`.as('together'))
    .where('l.id', '=', anyOf(rows.map((row) => row.id)))
    .where('a.account_id', '=', accountId)
    .where('a.kind', 'in', ['confirm', 'reject'])
    .where(sql<boolean>`a.payload->>'undoes' is null`)
    .orderBy('a.recorded_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  const [newest] = acts;
  if (!newest) return null;
  const same = acts.filter(
    (one) => one.id === newest.id || (one.together !== null && one.together === newest.together),
  );
  return {
    decision: newest.kind as 'confirm' | 'reject',
    items: same.map(({ link_id: linkId, version }) => ({ linkId, seenVersion: version })),
  };
}

/**
 * Takes one's own decisions about links back: each is again what it was before, and a pair that nobody had decided is proposed
 * again.
 * @throws Problem conflict where somebody has decided since, or the decision is not one's own last; nothing is written then
 */
export async function undoDecisions(
  context: ActContext,
  policyId: string,
  { directiveId, items }: Input<Contract['POST /api/policies/:policyId/links/undo']>['body'],
): Promise<{ linkIds: string[] }> {
  const account = accountOf(context);
  const policy = await livePolicy(context, policyId);
  const rows = await linkRows(context, { directiveId, upstreamDirectiveId: policy.directive_id ?? undefined }, 'held');
  const own = await lastDecision(context, rows);
  const known = new Map(own?.items.map((item) => [item.linkId, item.seenVersion]));
  const met = items.filter((item) => known.get(item.linkId) !== item.seenVersion).map((item) => item.linkId);
  if (met.length > 0) {
    const links = await standingLinks(
      context,
      rows.filter((row) => met.includes(row.id)),
    );
    throw conflict(say.decidedSince(), { current: { links: await linkViews(context, links) } });
  }
  const acts = await actsOf(context, [...known.keys()]);
  const taken = rows.filter((row) => items.some((item) => item.linkId === row.id));
  for (const row of taken) {
    const { made, open } = before(row, acts.get(row.id) ?? []);
    const seq = row.last_seq + 1;
    await context.db
      .updateTable('upstream_links')
      .set({ ...made, last_seq: seq, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    const kind = { confirmed: 'confirm', rejected: 'reject', withdrawn: 'withdraw' } as const;
    await noteAct(context, {
      ...{ linkId: row.id, seq, kind: kind[made.state], account, alone: taken.length === 1 },
      payload: { ...made, undoes: row.last_seq, ...(open ? { open } : {}) },
    });
  }
  return { linkIds: taken.map((row) => row.id) };
}

/** What a link was before its last act: the acts before folded anew. `open` where nobody had decided about it. */
function before(row: LinkRow, acts: readonly LinkAct[]): { made: Made; open: boolean } {
  const { requirement_revision, upstream_version_id, clause_words, upstream_requirement_id, upstream_revision } = row;
  let made: Made = {
    ...{ requirement_revision, upstream_version_id, clause_words, upstream_requirement_id, upstream_revision },
    ...{ proposed: row.proposed, score: row.score, state: 'withdrawn' },
  };
  let open = true;
  for (const { kind, payload } of acts.filter((act) => act.seq < row.last_seq)) {
    // Of a payload only that is kept in the link which a link has; the reason of a withdrawal, for one, is not.
    const kept = Object.fromEntries(Object.entries(payload).filter(([name]) => name in made)) as Partial<Made>;
    made = { ...made, ...kept, state: kind === 'reconfirm' ? made.state : stateOfKind[kind] };
    open = payload.open === true;
  }
  return { made, open };
}

async function actsOf({ db }: Pick<ReadContext, 'db'>, linkIds: readonly string[]): Promise<Map<string, LinkAct[]>> {
  const rows = await db
    .selectFrom('upstream_link_acts')
    .select(['link_id', 'seq', 'kind', 'payload'])
    .where('link_id', '=', anyOf(linkIds))
    .orderBy('link_id')
    .orderBy('seq')
    .execute();
  return Map.groupBy(rows as LinkAct[], (row) => row.link_id);
}
