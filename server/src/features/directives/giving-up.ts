import type { ActContext } from '../../platform/context.ts';
import type { RequirementContent } from './content.ts';
import { changedMeanwhile, holdFor } from './holding.ts';
import { applyAct, type RequirementAct, type StoredDecision } from './rules.ts';
import { stateOfRow, writeTogether } from './stepping.ts';
import {
  allRequirementRows,
  fullActs,
  lockRequirements,
  type RequirementRow,
  type StoredAct,
  type VersionRow,
} from './store.ts';
import { moveRequirements } from './writing.ts';

type CarryBack = Extract<RequirementAct, { kind: 'carry' }>;

/**
 * Gives up a new version that nobody has confirmed: the confirmed one is the newest again, with every requirement as it was
 * when the new one was begun. Nothing is deleted: text and steps of what was given up stay on record, its acts are taken back
 * by one act on each requirement, and what only it asked is gone.
 * @returns the version in force
 * @throws Problem conflict where there is none to give up or it was changed meanwhile
 */
export async function giveUpVersion(
  context: ActContext,
  directiveId: string,
  seenVersion: number,
): Promise<{ versionId: string }> {
  const standing = await holdFor(context, directiveId, 'giveUp');
  const { current, confirmed } = standing;
  if (current.version !== seenVersion) throw await changedMeanwhile(context, standing);
  if (!confirmed) throw new Error(`Directive ${directiveId} is revised and has no confirmed version`);
  const kept = await keptRequirements(context, confirmed.id);
  const all = await allRequirementRows(context.db, directiveId);
  const concerned = all.filter((row) => kept.has(row.id) || row.version_id === current.id).map((row) => row.id);
  const rows = await lockRequirements(context.db, concerned);
  const acts = await fullActs(context.db, concerned);
  const steps = await stepIds(context, current.id);
  const items = rows.map((row) => {
    const own = (acts.get(row.id) ?? []).filter((act) => steps.has(act.together ?? act.id));
    const act = carriedBack(row, kept.get(row.id), own);
    return { row, act, state: applyAct(stateOfRow(row), act), carried: own.find(({ kind }) => kind === 'carry') };
  });
  await writeTogether(context, items);
  await moveRequirements(
    context,
    items.flatMap(({ row, carried }) => {
      const was = kept.get(row.id);
      const read = (carried?.kind === 'carry' && carried.read) || row;
      if (!was) return [];
      return [
        {
          ...{ id: row.id, version_id: confirmed.id, clause_key: was.clauseKey },
          ...{ proposal: read.proposal, confidence: read.confidence },
        },
      ];
    }),
  );
  await setAside(context, directiveId, current);
  context.note({ givenUp: current.number });
  return { versionId: confirmed.id };
}

interface Kept {
  clauseKey: string | null;
  start: number;
  end: number;
  content: RequirementContent;
  decision: StoredDecision;
  reason: string | null;
}

/** The requirements of the confirmed version as they were kept when the next one was begun. */
async function keptRequirements(context: ActContext, versionId: string): Promise<Map<string, Kept>> {
  const rows = await context.db
    .selectFrom('version_requirements')
    .select(['requirement_id', 'clause_key', 'start_at', 'end_at', 'content', 'decision', 'reason'])
    .where('version_id', '=', versionId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.requirement_id,
      {
        ...{ clauseKey: row.clause_key, start: row.start_at, end: row.end_at, reason: row.reason },
        ...{ content: row.content as RequirementContent, decision: row.decision as StoredDecision },
      },
    ]),
  );
}

/** What was done on a version: its steps, and the act that began it. */
async function stepIds(context: ActContext, versionId: string): Promise<Set<string>> {
  const steps = await context.db.selectFrom('review_steps').select('id').where('version_id', '=', versionId).execute();
  return new Set([versionId, ...steps.map((step) => step.id)]);
}

function carriedBack(row: RequirementRow, kept: Kept | undefined, acts: readonly StoredAct[]): CarryBack {
  const { span, content } = stateOfRow(row);
  const takesBack = acts.map((act) => act.id);
  if (!kept)
    return {
      ...{ kind: 'carry', fate: 'dropped', was: span, ...span },
      content,
      decision: 'gone',
      reason: null,
      takesBack,
    };
  const { start, end, decision, reason } = kept;
  return {
    ...{ kind: 'carry', fate: 'unchanged', was: span, start, end },
    ...{ content: kept.content, decision, reason, takesBack },
  };
}

/**
 * A version that was given up has a number below zero: it comes before all others, is none of those that are compared, and
 * its number is free for the next one.
 */
async function setAside(context: ActContext, directiveId: string, { id, version }: VersionRow): Promise<void> {
  const { lowest } = await context.db
    .selectFrom('directive_versions')
    .select((of) => of.fn.min('number').as('lowest'))
    .where('directive_id', '=', directiveId)
    .executeTakeFirstOrThrow();
  await context.db
    .updateTable('directive_versions')
    .set({ number: Math.min(0, Number(lowest)) - 1, version: version + 1 })
    .where('id', '=', id)
    .execute();
}
