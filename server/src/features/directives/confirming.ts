import { sql } from 'kysely';
import { dayOf } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { conflict, refused } from '../../platform/http/problems.ts';
import { accountOf, changedMeanwhile } from './holding.ts';
import { say } from './messages.ts';
import { allowedIn, revisionsToFreeze } from './rules.ts';
import { accountNames, allRequirementRows, anyOf, newestRevisions, requirementRows, standingOf } from './store.ts';
import { insertRows } from './writing.ts';

/**
 * Confirms the newest version: freezes a revision of every requirement that is live and new or means something else, and one
 * saying “dropped” of every one that is no longer live. After this the version never changes.
 * @throws Problem conflict when it was confirmed or changed meanwhile; refused while anything is undecided
 */
export async function confirmVersion(
  context: ActContext,
  directiveId: string,
  seenVersion: number,
): Promise<{ versionId: string; confirmedAt: string }> {
  const account = accountOf(context);
  const standing = await standingOf(context.db, directiveId, 'held');
  const { current, state } = standing;
  if (current.confirmed_at) {
    const names = await accountNames(context.db, current.confirmed_by ? [current.confirmed_by] : []);
    const by = names.get(current.confirmed_by ?? '') ?? '';
    throw await changedMeanwhile(context, standing, say.alreadyConfirmed({ by, on: dayOf(current.confirmed_at) }));
  }
  if (!allowedIn.confirm.includes(state)) throw conflict(say.withdrawn());
  if (current.version !== seenVersion) throw await changedMeanwhile(context, standing);
  const requirements = await requirementRows(context.db, directiveId);
  const undecided = requirements.filter((row) => row.decision === 'undecided');
  if (undecided.length)
    throw refused(say.undecidedLeft(), {
      errors: undecided.map((row) => ({ id: row.id, action: row.content.action })),
    });
  // One that is gone may have been asked of somebody before; its revision says that it was dropped.
  await freeze(context, current.id, await allRequirementRows(context.db, directiveId));
  await context.db
    .updateTable('directive_versions')
    .set({
      confirmed_at: context.now,
      confirmed_by: account,
      confirming_act_id: context.actionId,
      version: current.version + 1,
    })
    .where('id', '=', current.id)
    .execute();
  return { versionId: current.id, confirmedAt: context.now };
}

/** Writes the revisions that confirming freezes and raises the counter of each requirement concerned. */
export async function freeze(
  context: ActContext,
  versionId: string,
  requirements: Awaited<ReturnType<typeof requirementRows>>,
): Promise<void> {
  const frozen = await newestRevisions(
    context.db,
    requirements.map((row) => row.id),
  );
  const revisions = revisionsToFreeze(requirements.map((row) => ({ ...row, frozen: frozen.get(row.id) ?? null })));
  await insertRows(
    context,
    'requirement_revisions',
    revisions.map((revision) => ({
      ...{
        id: context.newId(),
        requirement_id: revision.requirementId,
        revision: revision.revision,
        version_id: versionId,
      },
      ...{ dropped: revision.dropped, content: revision.content, frozen_at: context.now },
    })),
  );
  // Each of these requirements gets exactly one further revision, so the counter rises by one for all of them.
  await context.db
    .updateTable('requirements')
    .set({ revision: sql`revision + 1`, version: sql`version + 1` })
    .where('id', '=', anyOf(revisions.map((revision) => revision.requirementId)))
    .execute();
}
