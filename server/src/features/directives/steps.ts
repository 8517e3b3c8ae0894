import type { ActContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import type { StepKind } from './contract.ts';

export interface StepRow {
  id: string;
  seq: number;
  account_id: string;
  kind: StepKind;
  of_step: string | null;
  requirement_ids: string[];
  recorded_at: string;
}

/** The steps on a version in their order, one person's alone, or those behind a place in the order. */
export async function stepRows(
  db: TenantDb,
  versionId: string,
  of: { accountId: string } | { after: number },
): Promise<StepRow[]> {
  const steps = db
    .selectFrom('review_steps')
    .select(['id', 'seq', 'account_id', 'kind', 'of_step', 'requirement_ids', 'recorded_at'])
    .where('version_id', '=', versionId)
    .orderBy('seq');
  const some = 'accountId' in of ? steps.where('account_id', '=', of.accountId) : steps.where('seq', '>', of.after);
  return (await some.execute()) as StepRow[];
}

/** How many steps were taken on a version. */
export async function lastSeq(db: TenantDb, versionId: string): Promise<number> {
  const row = await db
    .selectFrom('review_steps')
    .select((of) => of.fn.max('seq').as('last'))
    .where('version_id', '=', versionId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Appends the step of this act; the document is held, so no other takes the same place. */
export async function insertStep(
  context: ActContext,
  versionId: string,
  step: Pick<StepRow, 'kind' | 'of_step' | 'account_id' | 'requirement_ids'>,
): Promise<void> {
  const seq = (await lastSeq(context.db, versionId)) + 1;
  await context.db
    .insertInto('review_steps')
    .values({ ...step, id: context.actionId, version_id: versionId, seq, recorded_at: context.now })
    .execute();
}
