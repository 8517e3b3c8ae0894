import type { OrganisationKindId, RelationKindId } from '@xieli/codes';
import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';

interface Interval {
  validFrom: string;
  /** The last day; `null` is open. */
  validTo: string | null;
}

/** Organisations as an import brings them: what they are and were, with dates. */
export interface OrganisationRecords {
  organisations: readonly (Interval & {
    id: string;
    /** A body points at itself. */
    bodyId: string;
    kind: OrganisationKindId;
    approvalDocument: string | null;
    remark?: string | null;
  })[];
  names: readonly (Interval & { id: string; organisationId: string; kind: 'official' | 'alias'; name: string })[];
  relations: readonly (Interval & { id: string; fromId: string; relation: RelationKindId; toId: string })[];
}

/** Writes the organisations of an import, each with an act `imported` on its timeline. */
export async function recordOrganisations(context: ActContext, records: OrganisationRecords): Promise<void> {
  const { db, now, today } = context;
  const known = { recorded_at: now };
  const valid = (interval: Interval) => dayRange(interval.validFrom, interval.validTo);
  for (const part of chunksOf(records.organisations)) {
    await db
      .insertInto('organisations')
      .values(part.map((one) => ({ id: one.id, body_id: one.bodyId, ...known })))
      .execute();
    await db
      .insertInto('organisation_existences')
      .values(
        part.map((one) => ({
          id: context.newId(),
          organisation_id: one.id,
          valid: valid(one),
          approval_document: one.approvalDocument,
          remark: one.remark ?? null,
          ...known,
        })),
      )
      .execute();
    await db
      .insertInto('organisation_kinds')
      .values(
        part.map((one) => ({
          id: context.newId(),
          organisation_id: one.id,
          kind: one.kind,
          valid: valid(one),
          ...known,
        })),
      )
      .execute();
    await db
      .insertInto('organisation_acts')
      .values(
        part.map((one) => ({
          id: context.newId(),
          organisation_id: one.id,
          kind: 'imported',
          occurred_on: today,
          account_id: context.actor.accountId || null,
          payload: JSON.stringify({}),
          ...known,
        })),
      )
      .execute();
  }
  for (const part of chunksOf(records.names)) {
    await db
      .insertInto('organisation_names')
      .values(
        part.map((one) => ({
          id: one.id,
          organisation_id: one.organisationId,
          kind: one.kind,
          name: one.name,
          valid: valid(one),
          ...known,
        })),
      )
      .execute();
  }
  for (const part of chunksOf(records.relations)) {
    await db
      .insertInto('organisation_relations')
      .values(
        part.map((one) => ({
          id: one.id,
          from_id: one.fromId,
          relation: one.relation,
          to_id: one.toId,
          valid: valid(one),
          ...known,
        })),
      )
      .execute();
  }
  context.afterCommit(() => context.app.scopes.forget(context.tenantId));
}
