import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { conflict } from '../../platform/http/problems.ts';
import { holdsOn } from './as-of.ts';
import { endFact, eveOf } from './facts.ts';
import { say } from './rules.ts';

/** What a timeline row of an organisation says besides kind and day. Names of people are not among it. */
export interface ActPayload {
  name?: string;
  former?: string;
  reason?: string;
  document?: string | null;
  successorId?: string | null;
  postId?: string;
  post?: string;
  change?: 'appointed' | 'ended';
}

/** Writes the act's own row on the timeline; its id is the action's. */
export async function noteAct(
  context: ActContext,
  act: {
    organisationId: string;
    kind: 'founded' | 'renamed' | 'dissolved' | 'appointed';
    occurredOn: string;
    payload: ActPayload;
  },
): Promise<void> {
  await context.db
    .insertInto('organisation_acts')
    .values({
      id: context.actionId,
      organisation_id: act.organisationId,
      kind: act.kind,
      occurred_on: act.occurredOn,
      recorded_at: context.now,
      account_id: context.actor.accountId || null,
      payload: JSON.stringify(act.payload),
    })
    .execute();
  context.afterCommit(() => context.app.scopes.forget(context.tenantId));
}

export interface NewOrganisation {
  name: string;
  aliases: readonly string[];
  kind: string;
  bodyId: string;
  attachedTo: readonly string[];
  guidedBy: string | null;
  approvalDocument: string | null;
  foundedOn: string;
}

/** Founds an organisation with its name, kind and relations from the founding day on. @returns its id */
export async function found(context: ActContext, founding: NewOrganisation): Promise<string> {
  const { db } = context;
  const id = context.newId();
  const dated = { valid: dayRange(founding.foundedOn, null), recorded_at: context.now };
  await db.insertInto('organisations').values({ id, body_id: founding.bodyId, recorded_at: context.now }).execute();
  await db
    .insertInto('organisation_existences')
    .values({ id: context.newId(), organisation_id: id, approval_document: founding.approvalDocument, ...dated })
    .execute();
  await db
    .insertInto('organisation_kinds')
    .values({ id: context.newId(), organisation_id: id, kind: founding.kind, ...dated })
    .execute();
  const names = [
    { kind: 'official', name: founding.name },
    ...founding.aliases.map((alias) => ({ kind: 'alias', name: alias })),
  ];
  await db
    .insertInto('organisation_names')
    .values(names.map((one) => ({ id: context.newId(), organisation_id: id, ...one, ...dated })))
    .execute();
  const relations = [
    ...founding.attachedTo.map((to) => ({ from_id: id, relation: 'attachedTo', to_id: to })),
    ...(founding.guidedBy ? [{ from_id: founding.guidedBy, relation: 'guidesAndUrges', to_id: id }] : []),
  ];
  if (relations.length > 0) {
    await db
      .insertInto('organisation_relations')
      .values(relations.map((one) => ({ id: context.newId(), ...one, ...dated })))
      .execute();
  }
  await noteAct(context, {
    organisationId: id,
    kind: 'founded',
    occurredOn: founding.foundedOn,
    payload: { name: founding.name, document: founding.approvalDocument },
  });
  return id;
}

export interface Renaming {
  name: string;
  from: string;
  keepFormer: boolean;
  approvalDocument: string | null;
}

/** Gives it another official name from the day on; the former one ends on the eve, or goes on as an alias. */
export async function rename(
  context: ActContext,
  id: string,
  former: { factId: string; name: string },
  renaming: Renaming,
): Promise<void> {
  await endFact(context, 'organisation_names', former.factId, eveOf(renaming.from));
  const dated = { organisation_id: id, valid: dayRange(renaming.from, null), recorded_at: context.now };
  await context.db
    .insertInto('organisation_names')
    .values([
      { id: context.newId(), kind: 'official', name: renaming.name, ...dated },
      ...(renaming.keepFormer ? [{ id: context.newId(), kind: 'alias', name: former.name, ...dated }] : []),
    ])
    .execute();
  await noteAct(context, {
    organisationId: id,
    kind: 'renamed',
    occurredOn: renaming.from,
    payload: { name: renaming.name, former: former.name, document: renaming.approvalDocument },
  });
}

/** Ends its existence and its relations on the eve of the day. Names and kind stay known. */
export async function dissolve(
  context: ActContext,
  id: string,
  dissolving: { on: string; reason: string; successorId: string | null },
): Promise<void> {
  const lastDay = eveOf(dissolving.on);
  const existences = await context.db
    .selectFrom('organisation_existences as existence')
    .select('existence.id')
    .where('existence.organisation_id', '=', id)
    .where(holdsOn('existence', dissolving.on))
    .execute();
  for (const fact of existences) await endFact(context, 'organisation_existences', fact.id, lastDay);
  const relations = await context.db
    .selectFrom('organisation_relations as relation')
    .select('relation.id')
    .where((eb) => eb.or([eb('relation.from_id', '=', id), eb('relation.to_id', '=', id)]))
    .where(holdsOn('relation', dissolving.on))
    .execute();
  for (const fact of relations) await endFact(context, 'organisation_relations', fact.id, lastDay);
  await noteAct(context, {
    organisationId: id,
    kind: 'dissolved',
    occurredOn: dissolving.on,
    payload: { reason: dissolving.reason, successorId: dissolving.successorId },
  });
}

/**
 * Counts the write and locks the row until the act ends.
 * @returns the new version
 * @throws Problem conflict with the present state when the version was another
 */
export async function countWrite(
  context: ActContext,
  id: string,
  seenVersion: number,
  current: () => Promise<unknown>,
): Promise<number> {
  const [row] = await context.db
    .updateTable('organisations')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', seenVersion)
    .returning('version')
    .execute();
  if (!row) throw conflict(say.changedMeanwhile(), { current: await current() });
  return row.version;
}
