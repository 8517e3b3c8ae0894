import { v5 } from 'uuid';
import { dayOf } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { computeFigure } from '../../platform/figures/figure.ts';
import type { Input, Output } from '../../platform/http/contract.ts';
import { conflict, invalid, notFound } from '../../platform/http/problems.ts';
import { documentInForce } from '../directives/index.ts';
import {
  anyOf,
  existingOn,
  type KnownOrganisation,
  organisationNames,
  organisationsById,
} from '../organisations/index.ts';
import type { policiesContract } from './contract.ts';
import { linkRows, standingLinks } from './ends.ts';
import { clauseCoverage, deepCoverage, shallowCoverage } from './figures.ts';
import { coverageOf, defectOf } from './link-state.ts';
import { say } from './messages.ts';
import type { GapRow } from './shapes.ts';
import { accountNames, accountOf, bodiesLinked, isWritten, livePolicy, type PolicyRow } from './store.ts';

type Contract = typeof policiesContract;
type Sheet = Output<Contract['GET /api/policies/:policyId/gaps']>;

/** What the office writes beside a clause. */
export interface Written {
  gap: string;
  measure: string;
  ownerId: string | null;
  dueOn: string | null;
}

const namespace = '6f0b4d0e-6f6c-5a1e-9c35-0d0f7b1c9a17';

/** The id of what is written beside a clause for a body: the same before anything was written. */
export function entryIdOf(policyId: string, bodyId: string, clauseKey: string): string {
  return v5(`${policyId}/${bodyId}/${clauseKey}`, namespace);
}

/** The gap sheet of an upstream document for one body, clause after clause. */
export async function gapSheet(context: ReadContext, policyId: string, bodyId: string): Promise<Sheet> {
  const policy = await livePolicy(context, policyId);
  const body = await bodyOfSheet(context, policy, bodyId);
  const args = { policyId, bodyId };
  return {
    policy: { id: policy.id, title: policy.title },
    body: { id: bodyId, name: body.name },
    directiveId: policy.directive_id,
    shallow: await computeFigure(context, shallowCoverage, args),
    deep: await computeFigure(context, deepCoverage, args),
    rows: await gapRows(context, policy, bodyId),
  };
}

/**
 * The body that a sheet is about: a CPPCC body of this city, or an organisation of which something is linked, given or written
 * here; a sheet of any other one would say nothing and be filled in all the same.
 * @throws Problem notFound
 */
export async function bodyOfSheet(context: ReadContext, policy: PolicyRow, bodyId: string): Promise<KnownOrganisation> {
  const body = (await organisationsById(context, [bodyId])).get(bodyId);
  if (!body) throw notFound(say.bodyUnknown(), { field: 'bodyId' });
  const isOffered =
    (body.exists && body.kind === 'cppccBody') ||
    (policy.directive_id !== null && (await bodiesLinked(context, policy.directive_id)).includes(bodyId)) ||
    (await isWritten(context, policy.id, bodyId));
  if (!isOffered) throw notFound(say.bodyNotHere({ name: body.name }), { field: 'bodyId' });
  return body;
}

/** The rows of a sheet; none while the entry has no text. */
export async function gapRows(context: ReadContext, policy: PolicyRow, bodyId: string): Promise<GapRow[]> {
  if (policy.directive_id === null) return [];
  const { clauses } = await documentInForce(context, policy.directive_id);
  const counted = new Map(
    (await clauseCoverage(context.db, { policyId: policy.id, bodyId }).execute()).map((row) => [row.key, row]),
  );
  const links = await bodyLinks(context, policy.directive_id, bodyId);
  const entries = await entriesOf(context, policy.id, bodyId);
  const names = await organisationNames(context, [
    ...new Set([...entries.values()].flatMap(({ owner_id: owner }) => owner ?? [])),
  ]);
  return clauses.map(({ key, label, words }): GapRow => {
    const own = links.filter(({ row }) => row.clause_key === key);
    const coverage = coverageOf(counted.get(key) ?? { links: 0, tasks: 0, proven: 0 });
    const entry = entries.get(key);
    return {
      ...{ entryId: entryIdOf(policy.id, bodyId, key), version: entry?.version ?? 0, clauseKey: key, clause: label },
      ...{
        words,
        coverage,
        defect: defectOf(
          coverage,
          own.map(({ state }) => state),
        ),
      },
      links: own.map(({ row, action, state }) => ({
        ...{ id: row.id, action, requirementId: row.requirement_id, directiveId: row.directive_id, state },
      })),
      ...{ gap: entry?.gap ?? '', measure: entry?.measure ?? '', dueOn: entry?.due_on ?? null },
      owner: entry?.owner_id ? { id: entry.owner_id, name: names.get(entry.owner_id) ?? '' } : null,
      ...{ by: entry?.by ?? null, on: entry?.on ?? null },
    };
  });
}

/** Confirmed links that concern a body: of its own documents, and of those under which it leads a task of the requirement. */
async function bodyLinks(context: ReadContext, upstreamDirectiveId: string, bodyId: string) {
  const rows = (await linkRows(context, { upstreamDirectiveId })).filter((row) => row.state === 'confirmed');
  const own = await context.db
    .selectFrom('directives')
    .select('id')
    .where('id', '=', anyOf([...new Set(rows.map((row) => row.directive_id))]))
    .where('owner_body_id', '=', bodyId)
    .execute();
  const tasked = await context.db
    .selectFrom('tasks')
    .distinct()
    .select('requirement_id')
    .where('requirement_id', '=', anyOf(rows.map((row) => row.requirement_id)))
    .where('lead_body_id', '=', bodyId)
    .where('state', 'not in', ['draft', 'withdrawn'])
    .execute();
  const [documents, requirements] = [
    new Set(own.map((row) => row.id)),
    new Set(tasked.map((row) => row.requirement_id)),
  ];
  return standingLinks(
    context,
    rows.filter((row) => documents.has(row.directive_id) || requirements.has(row.requirement_id)),
  );
}

async function entriesOf({ db }: Pick<ReadContext, 'db'>, policyId: string, bodyId: string) {
  const rows = await db
    .selectFrom('gap_entries as e')
    .innerJoin('gap_entry_acts as a', (join) => join.onRef('a.entry_id', '=', 'e.id').onRef('a.seq', '=', 'e.last_seq'))
    .select(['e.clause_key', 'e.gap', 'e.measure', 'e.owner_id', 'e.due_on', 'e.version'])
    .select(['a.account_id', 'a.recorded_at'])
    .where('e.policy_id', '=', policyId)
    .where('e.body_id', '=', bodyId)
    .execute();
  const names = await accountNames(
    { db },
    rows.map((row) => row.account_id),
  );
  return new Map(
    rows.map((row) => [row.clause_key, { ...row, by: names.get(row.account_id) ?? '', on: dayOf(row.recorded_at) }]),
  );
}

/** Writes beside one clause. @throws Problem conflict where somebody else wrote meanwhile; invalid for what is not there */
export async function fillGap(
  context: ActContext,
  policyId: string,
  { bodyId, clauseKey, seenVersion, ...written }: Input<Contract['POST /api/policies/:policyId/gaps']>['body'],
): Promise<{ entryId: string; version: number }> {
  const policy = await livePolicy(context, policyId, 'held');
  await bodyOfSheet(context, policy, bodyId);
  const { ownerId } = written;
  if (ownerId !== null && !(await existingOn(context, [ownerId])).has(ownerId))
    throw invalid(say.ownerUnknown(), { field: 'ownerId' });
  const clauses = policy.directive_id === null ? [] : (await documentInForce(context, policy.directive_id)).clauses;
  if (!clauses.some((clause) => clause.key === clauseKey)) throw invalid(say.clauseUnknown(), { field: 'clauseKey' });
  return writeEntry(context, { policyId, bodyId, clauseKey, seenVersion }, written, context.actionId, {});
}

/**
 * Writes an entry and the act that says what it was and is.
 * @param source what it was taken from, where not typed here
 */
export async function writeEntry(
  context: ActContext,
  at: { policyId: string; bodyId: string; clauseKey: string; seenVersion: number },
  written: Written,
  actId: string,
  source: Record<string, unknown>,
): Promise<{ entryId: string; version: number }> {
  const account = accountOf(context);
  const entryId = entryIdOf(at.policyId, at.bodyId, at.clauseKey);
  const before = await context.db
    .selectFrom('gap_entries')
    .select(['gap', 'measure', 'owner_id', 'due_on', 'last_seq', 'version'])
    .where('id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();
  if ((before?.version ?? 0) !== at.seenVersion) throw conflict(say.changedMeanwhile());
  const [seq, version] = [(before?.last_seq ?? 0) + 1, at.seenVersion + 1];
  const { gap, measure, ownerId, dueOn } = written;
  const row = { gap, measure, owner_id: ownerId, due_on: dueOn, last_seq: seq, version };
  if (before) await context.db.updateTable('gap_entries').set(row).where('id', '=', entryId).execute();
  else {
    const { policyId, bodyId, clauseKey } = at;
    const made = await context.db
      .insertInto('gap_entries')
      .values({
        ...{ id: entryId, policy_id: policyId, body_id: bodyId, clause_key: clauseKey },
        ...{ ...row, recorded_at: context.now },
      })
      .onConflict((same) => same.columns(['tenant_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) throw conflict(say.changedMeanwhile());
  }
  await context.db
    .insertInto('gap_entry_acts')
    .values({
      ...{ id: actId, entry_id: entryId, seq, account_id: account, occurred_on: context.today },
      ...{ recorded_at: context.now, payload: JSON.stringify({ ...source, ...written }) },
    })
    .execute();
  return { entryId, version };
}
