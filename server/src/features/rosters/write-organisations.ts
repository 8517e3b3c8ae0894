import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf, recordOrganisations } from '../organisations/index.ts';
import type { StoredOrganisation } from './known.ts';
import type { OrganisationRow } from './organisations.ts';
import type { Plan } from './planning.ts';

/** Writes what 组织名册 says: new organisations, and the facts of those it says otherwise of, the old ones superseded. */
export async function writeOrganisations(
  context: ActContext,
  plan: Plan<OrganisationRow, StoredOrganisation>,
): Promise<void> {
  await recordNew(context, plan.create);
  for (const { row, stored } of plan.change) await recordChange(context, row, stored);
  await recordTerms(
    context,
    plan.create.filter(({ termEnds }) => termEnds !== null),
  );
  context.afterCommit(() => context.app.scopes.forget(context.tenantId));
}

async function recordNew(context: ActContext, rows: readonly OrganisationRow[]): Promise<void> {
  const dated = ({ existence }: OrganisationRow) => ({ validFrom: existence.from, validTo: existence.to });
  await recordOrganisations(context, {
    organisations: rows.map((row) => ({
      id: row.id,
      bodyId: row.bodyId,
      kind: row.kind,
      approvalDocument: row.approvalDocument,
      remark: row.remark,
      ...dated(row),
    })),
    names: rows.flatMap((row) => namesOf(context, row)),
    relations: rows.flatMap((row) => relationsOf(context, row)),
  });
}

function namesOf(context: ActContext, { id, name, aliases, existence }: OrganisationRow) {
  const valid = { validFrom: existence.from, validTo: existence.to };
  const named = (kind: 'official' | 'alias', word: string) => ({
    ...{ id: context.newId(), organisationId: id, kind, name: word },
    ...valid,
  });
  return [named('official', name), ...aliases.map((alias) => named('alias', alias))];
}

function relationsOf(context: ActContext, { id, attachedTo, guidedBy, existence }: OrganisationRow) {
  const valid = { validFrom: existence.from, validTo: existence.to };
  return [
    ...attachedTo.map((toId) => ({
      ...{ id: context.newId(), fromId: id, relation: 'attachedTo' as const, toId },
      ...valid,
    })),
    ...(guidedBy === null
      ? []
      : [{ id: context.newId(), fromId: guidedBy, relation: 'guides' as const, toId: id, ...valid }]),
  ];
}

const toldByRow = [
  'organisation_existences',
  'organisation_kinds',
  'organisation_names',
  'organisation_terms',
] as const;

/** A row of the file tells everything of an organisation: what was known before is superseded as a whole. */
async function recordChange(context: ActContext, row: OrganisationRow, stored: StoredOrganisation): Promise<void> {
  const { db, now } = context;
  const ended = { superseded_at: now };
  for (const table of toldByRow)
    await db
      .updateTable(table)
      .set(ended)
      .where('organisation_id', '=', row.id)
      .where('superseded_at', 'is', null)
      .execute();
  await db
    .updateTable('organisation_relations')
    .set(ended)
    .where('superseded_at', 'is', null)
    .where((relation) =>
      relation.or([
        relation.and([relation('from_id', '=', row.id), relation('relation', '=', 'attachedTo')]),
        relation.and([relation('to_id', '=', row.id), relation('relation', '=', 'guides')]),
      ]),
    )
    .execute();
  const valid = dayRange(row.existence.from, row.existence.to);
  const known = { organisation_id: row.id, valid, recorded_at: now };
  await db
    .insertInto('organisation_existences')
    .values({ id: context.newId(), approval_document: row.approvalDocument, remark: row.remark, ...known })
    .execute();
  await db
    .insertInto('organisation_kinds')
    .values({ id: context.newId(), kind: row.kind, ...known })
    .execute();
  await db
    .insertInto('organisation_names')
    .values(namesOf(context, row).map(({ id, kind, name }) => ({ id, kind, name, ...known })))
    .execute();
  const relations = relationsOf(context, row);
  if (relations.length > 0)
    await db
      .insertInto('organisation_relations')
      .values(
        relations.map(({ id, fromId, relation, toId }) => ({
          ...{ id, relation, valid, recorded_at: now },
          ...{ from_id: fromId, to_id: toId },
        })),
      )
      .execute();
  await recordTerms(context, row.termEnds === null ? [] : [row]);
  await db
    .insertInto('organisation_acts')
    .values({
      ...{ id: context.newId(), organisation_id: row.id, kind: 'imported', occurred_on: context.today },
      ...{
        account_id: context.actor.accountId || null,
        payload: JSON.stringify(changeOf(row, stored)),
        recorded_at: now,
      },
    })
    .execute();
  await db
    .updateTable('organisations')
    .set((of) => ({ version: of('version', '+', 1) }))
    .where('id', '=', anyOf([row.id]))
    .execute();
}

/** What the timeline says of it: the former name where it was another. */
function changeOf(row: OrganisationRow, stored: StoredOrganisation): Record<string, string> {
  return row.name === stored.name ? {} : { former: stored.name, name: row.name };
}

async function recordTerms(context: ActContext, rows: readonly OrganisationRow[]): Promise<void> {
  for (const part of chunksOf(rows)) {
    await context.db
      .insertInto('organisation_terms')
      .values(
        part.map(({ id, existence, termEnds }) => ({
          ...{ id: context.newId(), organisation_id: id, recorded_at: context.now },
          valid: dayRange(existence.from, termEnds),
        })),
      )
      .execute();
  }
}
