import type { z } from 'zod';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { ActPayload } from './acts.ts';
import { holdsOn, nearestTo } from './as-of.ts';
import type { OrganisationDetail } from './contract.ts';
import { existingOn, organisationNames, organisationsById } from './names.ts';

type Reader = Pick<ReadContext, 'db' | 'today'>;
type Detail = z.output<typeof OrganisationDetail>;

/** Everything about one organisation as of the day, but what the caller may do with it. `null` when there is none. */
export async function readOrganisation(context: Reader, id: string, on: string): Promise<Omit<Detail, 'can'> | null> {
  const row = await context.db
    .selectFrom('organisations')
    .select(['version', 'body_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const [known, existence, names, relations, timeline] = await Promise.all([
    organisationsById(context, [id, row.body_id], on),
    readExistence(context, id, on),
    readNames(context, id),
    readRelations(context, id, on),
    readTimeline(context, id),
  ]);
  const self = known.get(id);
  return {
    id,
    version: row.version,
    asOf: on,
    name: self?.name ?? '',
    kind: self?.kind ?? '',
    body: { id: row.body_id, name: known.get(row.body_id)?.name ?? '' },
    existence: { exists: self?.exists ?? false, ...existence },
    names,
    relations,
    timeline,
  };
}

async function readExistence(context: Reader, id: string, on: string) {
  const row = await context.db
    .selectFrom('organisation_existences as existence')
    .select(['existence.valid', 'existence.approval_document'])
    .where('existence.organisation_id', '=', id)
    .where('existence.superseded_at', 'is', null)
    .orderBy(nearestTo('existence', on))
    .limit(1)
    .executeTakeFirst();
  return { ...rangeDays(row?.valid ?? 'empty'), approvalDocument: row?.approval_document ?? null };
}

async function readNames(context: Reader, id: string): Promise<Detail['names']> {
  const rows = await context.db
    .selectFrom('organisation_names as name')
    .select(['name.id', 'name.kind', 'name.name', 'name.valid'])
    .where('name.organisation_id', '=', id)
    .where('name.superseded_at', 'is', null)
    .orderBy('name.kind', 'desc')
    .orderBy('name.valid', 'desc')
    .orderBy('name.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as 'official' | 'alias',
    name: row.name,
    ...rangeDays(row.valid),
  }));
}

async function readRelations(context: Reader, id: string, on: string): Promise<Detail['relations']> {
  const rows = await context.db
    .selectFrom('organisation_relations as relation')
    .select(['relation.id', 'relation.from_id', 'relation.to_id', 'relation.relation', 'relation.valid'])
    .where((eb) => eb.or([eb('relation.from_id', '=', id), eb('relation.to_id', '=', id)]))
    .where(holdsOn('relation', on))
    .orderBy('relation.relation')
    .orderBy('relation.id')
    .execute();
  const otherOf = (row: { from_id: string; to_id: string }) => (row.from_id === id ? row.to_id : row.from_id);
  const names = await organisationNames(context, [...new Set(rows.map(otherOf))], on);
  return rows.map((row) => ({
    id: row.id,
    relation: row.relation,
    direction: row.from_id === id ? ('outgoing' as const) : ('incoming' as const),
    other: { id: otherOf(row), name: names.get(otherOf(row)) ?? '' },
    ...rangeDays(row.valid),
  }));
}

async function readTimeline(context: Reader, id: string): Promise<Detail['timeline']> {
  const rows = await context.db
    .selectFrom('organisation_acts as act')
    .leftJoin('accounts as account', 'account.id', 'act.account_id')
    .select(['act.id', 'act.kind', 'act.occurred_on', 'act.recorded_at', 'act.payload', 'account.display_name'])
    .where('act.organisation_id', '=', id)
    .orderBy('act.recorded_at', 'desc')
    .orderBy('act.id', 'desc')
    .execute();
  const payloads = rows.map((row) => row.payload as ActPayload);
  const successors = payloads.map((payload) => payload.successorId ?? '').filter((one) => one !== '');
  const names = await organisationNames(context, successors);
  return rows.map((row, index) => {
    const payload = payloads[index] ?? {};
    const { successorId } = payload;
    return {
      id: row.id,
      kind: row.kind as Detail['timeline'][number]['kind'],
      occurredOn: row.occurred_on,
      recordedAt: row.recorded_at,
      by: row.display_name ?? '',
      former: payload.former ?? null,
      name: payload.name ?? null,
      reason: payload.reason ?? null,
      document: payload.document ?? null,
      successor: successorId ? { id: successorId, name: names.get(successorId) ?? '' } : null,
      post: payload.post ?? null,
      change: payload.change ?? null,
    };
  });
}

/** Official names in the body on the day, but for one organisation's own. */
export async function takenNames(context: Reader, bodyId: string, on: string, exceptId?: string): Promise<Set<string>> {
  let select = context.db
    .selectFrom('organisation_names as name')
    .innerJoin('organisations as organisation', 'organisation.id', 'name.organisation_id')
    .innerJoin('organisation_existences as existence', 'existence.organisation_id', 'organisation.id')
    .select('name.name')
    .where('organisation.body_id', '=', bodyId)
    .where('name.kind', '=', 'official')
    .where(holdsOn('name', on))
    .where(holdsOn('existence', on));
  if (exceptId) select = select.where('organisation.id', '<>', exceptId);
  return new Set((await select.execute()).map((row) => row.name));
}

/** The official name on the day with its row and first day; `null` when it has none then. */
export async function officialName(context: Reader, id: string, on: string) {
  const row = await context.db
    .selectFrom('organisation_names as name')
    .select(['name.id', 'name.name', 'name.valid'])
    .where('name.organisation_id', '=', id)
    .where('name.kind', '=', 'official')
    .where('name.superseded_at', 'is', null)
    .orderBy(nearestTo('name', on))
    .limit(1)
    .executeTakeFirst();
  return row ? { factId: row.id, name: row.name, since: rangeDays(row.valid).from } : null;
}

/** What `findingOnDissolving` asks of an organisation on the day. */
export async function endingOf(context: Reader, id: string, bodyId: string, on: string) {
  const [existence, others, attached] = await Promise.all([
    readExistence(context, id, on),
    context.db.selectFrom('organisations').select('id').where('body_id', '=', bodyId).where('id', '<>', id).execute(),
    context.db
      .selectFrom('organisation_relations as relation')
      .select('relation.from_id')
      .where('relation.to_id', '=', id)
      .where('relation.relation', '=', 'attachedTo')
      .where(holdsOn('relation', on))
      .execute(),
  ]);
  const isBody = id === bodyId;
  const carried = await existingOn(
    context,
    attached.map((row) => row.from_id),
    on,
  );
  const [existing, beside, names] = await Promise.all([
    existingOn(context, [id], on),
    isBody
      ? existingOn(
          context,
          others.map((row) => row.id),
          on,
        )
      : new Set<string>(),
    organisationNames(context, [...carried], on),
  ]);
  return {
    exists: existing.has(id),
    since: existence.from,
    isBody,
    hasOthers: beside.size > 0,
    carries: [...names.values()],
  };
}

/** The organisation that took over from a dissolved one, where its dissolution names one. */
export async function successorOf(context: Reader, id: string): Promise<string | null> {
  const row = await context.db
    .selectFrom('organisation_acts')
    .select('payload')
    .where('organisation_id', '=', id)
    .where('kind', '=', 'dissolved')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.payload as ActPayload | undefined)?.successorId ?? null;
}
