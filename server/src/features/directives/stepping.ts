import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import { conflict, notFound } from '../../platform/http/problems.ts';
import type { directivesContract, StepKind } from './contract.ts';
import { accountOf, decidedMeanwhile, holdFor } from './holding.ts';
import { type LineStep, lineOf, type OpenStep } from './line.ts';
import { say } from './messages.ts';
import { canPutBack, foldActs, newestStanding, type RequirementAct, type RequirementState } from './rules.ts';
import { insertStep, stepRows } from './steps.ts';
import {
  accountNames,
  fullActs,
  lockRequirements,
  type RequirementRow,
  requirementsById,
  type Standing,
  type StoredAct,
  versionReading,
} from './store.ts';
import { requirementViews } from './views.ts';
import { changeRequirements, insertRows } from './writing.ts';

/** What the screen has to know after a step. */
export type Changes = Output<(typeof directivesContract)['POST /api/directives/:directiveId/undo']>;

/** One item, the act on it and what it amounts to. */
export interface ItemChange {
  row: RequirementRow;
  act: RequirementAct;
  state: RequirementState;
}

/** Writes one act on each of the items, as one thing that a person did, and what they amount to now. */
export async function writeTogether(context: ActContext, items: readonly ItemChange[]): Promise<void> {
  const account = accountOf(context);
  await insertRows(
    context,
    'requirement_acts',
    items.map(({ row, act: { kind, ...payload } }) => ({
      ...{ id: context.newId(), requirement_id: row.id, seq: row.last_seq + 1, kind, account_id: account },
      ...{ occurred_on: context.today, recorded_at: context.now, payload: { ...payload, together: context.actionId } },
    })),
  );
  await changeRequirements(
    context,
    items.map(({ row, state }) => ({ id: row.id, ...state })),
  );
}

export function stateOfRow(row: RequirementRow): RequirementState {
  const { content, decision, reason, start_at, end_at } = row;
  return { content, decision, reason, span: { start: start_at, end: end_at } };
}

/** The change that an undo or redo makes: the acts are folded anew without it, or with it again. */
export function changeBy(
  row: RequirementRow,
  acts: readonly StoredAct[],
  act: Extract<RequirementAct, { kind: 'undo' | 'redo' }>,
): ItemChange {
  return { row, act, state: foldActs(row.proposal, stateOfRow(row).span, [...acts, act]) };
}

/**
 * Writes what a clerk did in one go: an act on every item and its new state, and the step that undo takes back as one. The
 * acts of a step carry its id, as their own where there is but one.
 */
export async function takeStep(
  context: ActContext,
  standing: Standing,
  step: { kind: StepKind; ofStep?: string; changes: readonly ItemChange[] },
): Promise<Changes> {
  const account = accountOf(context);
  const { changes } = step;
  await insertRows(
    context,
    'requirement_acts',
    changes.map(({ row, act: { kind, ...payload } }) => ({
      id: changes.length === 1 ? context.actionId : context.newId(),
      requirement_id: row.id,
      seq: row.last_seq + 1,
      kind,
      account_id: account,
      occurred_on: context.today,
      recorded_at: context.now,
      payload: changes.length === 1 ? payload : { ...payload, together: context.actionId },
    })),
  );
  await changeRequirements(
    context,
    changes.map(({ row, state }) => ({ id: row.id, ...state })),
  );
  const ids = changes.map(({ row }) => row.id);
  await insertStep(context, standing.current.id, {
    ...{ kind: step.kind, of_step: step.ofStep ?? null, account_id: account, requirement_ids: ids },
  });
  return changesOf(context, standing.current.id, ids);
}

/** How items stand now, and what of the caller's own can be taken back or put back. */
async function changesOf(context: ReadContext, versionId: string, ids: readonly string[]): Promise<Changes> {
  const rows = await requirementsById(context.db, ids);
  const { reasons } = await versionReading(context.db, versionId);
  return {
    requirements: await requirementViews(context, rows, reasons),
    gone: rows.filter((row) => row.decision === 'gone').map((row) => row.id),
    line: await lineView(context, versionId),
  };
}

type News = Output<(typeof directivesContract)['GET /api/directives/:directiveId/review/changes']>;

/**
 * Every item that was touched by a step behind a place in the order, as it stands now, and what others did.
 * @throws Problem notFound for a version of another document
 */
export async function changesSince(
  context: ReadContext,
  directiveId: string,
  { versionId, after }: { versionId: string; after: number },
): Promise<News> {
  const version = await context.db
    .selectFrom('directive_versions')
    .select('directive_id')
    .where('id', '=', versionId)
    .executeTakeFirst();
  if (version?.directive_id !== directiveId) throw notFound(say.notFound());
  const steps = await stepRows(context.db, versionId, { after });
  const theirs = steps.filter((step) => step.account_id !== context.actor.accountId);
  const names = await accountNames(
    context.db,
    theirs.map((step) => step.account_id),
  );
  return {
    ...(await changesOf(context, versionId, [...new Set(steps.flatMap((step) => step.requirement_ids))])),
    seq: steps.at(-1)?.seq ?? after,
    news: theirs.map((step) => ({
      ...{ id: step.id, kind: step.kind, count: step.requirement_ids.length, at: step.recorded_at },
      by: names.get(step.account_id) ?? '',
    })),
  };
}

/** The caller's own next undo and redo on a version. */
export async function lineView(context: ReadContext, versionId: string): Promise<Changes['line']> {
  if (context.actor.accountId === '') return { undo: null, redo: null };
  const line = lineOf(await ownSteps(context, versionId));
  const view = (open: OpenStep<OwnStep> | null) =>
    open && { id: open.step.id, kind: open.step.kind, count: open.step.requirementIds.length };
  return { undo: view(line.undo), redo: view(line.redo) };
}

interface OwnStep extends LineStep {
  kind: StepKind;
  requirementIds: string[];
}

async function ownSteps(context: ReadContext, versionId: string): Promise<OwnStep[]> {
  const rows = await stepRows(context.db, versionId, { accountId: context.actor.accountId });
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, ofStep: row.of_step, requirementIds: row.requirement_ids },
  }));
}

/**
 * Takes back, or puts back, the caller's own next step on the version under review: as an act of its own on every item of it.
 * @param wanted.stepId the step the caller saw as next
 * @param wanted.leave leaves items alone that somebody has changed since, instead of refusing; a split or merge is one whole
 * @throws Problem conflict when another step is next, or with the items that somebody has changed since
 */
export async function turnStep(
  context: ActContext,
  directiveId: string,
  direction: 'undo' | 'redo',
  wanted: { stepId: string; leave: boolean },
): Promise<Changes> {
  const standing = await holdFor(context, directiveId, 'review');
  const steps = await ownSteps(context, standing.current.id);
  const open = lineOf(steps)[direction];
  if (open?.step.id !== wanted.stepId) throw conflict(say.lineMoved());
  const touched = steps.find((step) => step.id === open.latestId)?.requirementIds ?? [];
  const rows = await lockRequirements(context.db, touched);
  const acts = await fullActs(context.db, touched);
  const turned = rows.flatMap((row) => {
    const own = acts.get(row.id) ?? [];
    const act = own.find((one) => (one.together ?? one.id) === open.latestId);
    return act ? [{ row, own, inverse: inverseOf(act) }] : [];
  });
  const blocked = turned.filter(({ own, inverse }) => !possible(own, inverse));
  if (blocked.length && !wanted.leave) {
    const { reasons } = await versionReading(context.db, standing.current.id);
    const views = await requirementViews(
      context,
      blocked.map(({ row }) => row),
      reasons,
    );
    throw views.length ? decidedMeanwhile(views) : conflict(say.goneMeanwhile(), { current: { requirements: [] } });
  }
  const whole = open.step.kind === 'split' || open.step.kind === 'merge';
  const able = blocked.length && whole ? [] : turned.filter((one) => !blocked.includes(one));
  return takeStep(context, standing, {
    kind: direction,
    ofStep: wanted.stepId,
    changes: able.map(({ row, own, inverse }) => changeBy(row, own, inverse)),
  });
}

type Turning = Extract<RequirementAct, { kind: 'undo' | 'redo' }> & { of: string };

function inverseOf(act: StoredAct): Turning {
  if (act.kind === 'undo' && act.of) return { kind: 'redo', of: act.of };
  if (act.kind === 'redo') return { kind: 'undo', of: act.of };
  return { kind: 'undo', of: act.id };
}

/** Only what nobody has decided anew since is turned; see `newestStanding` and `canPutBack`. */
function possible(acts: readonly StoredAct[], { kind, of }: Turning): boolean {
  return kind === 'undo' ? newestStanding(acts)?.id === of : canPutBack(acts, of);
}
