import type { ActContext } from '../../platform/context.ts';
import { conflict, forbidden, invalid, notFound, refused } from '../../platform/http/problems.ts';
import type { RequirementContent } from './content.ts';
import type { Decision, Requirement } from './contract.ts';
import { say, sayDecided } from './messages.ts';
import {
  allowedIn,
  applyAct,
  type DirectiveAction,
  foldActs,
  type RequirementAct,
  type RequirementState,
  refusalOf,
  standingDecision,
} from './rules.ts';
import {
  actRows,
  anyOf,
  changeRequirements,
  fullActs,
  insertRows,
  lockRequirements,
  type RequirementRow,
  requirementRows,
  type Standing,
  standingOf,
  versionText,
} from './store.ts';
import { requirementViews } from './views.ts';

/** @throws Problem forbidden for the program itself: a decision has a person behind it */
export function accountOf(context: ActContext): string {
  if (context.actor.accountId === '') throw forbidden(say.accountNeeded());
  return context.actor.accountId;
}

/**
 * The document, held for the act, if its state allows it.
 * @throws Problem notFound, or a conflict that says why not
 */
export async function holdFor(context: ActContext, directiveId: string, action: DirectiveAction): Promise<Standing> {
  const standing = await standingOf(context.db, directiveId, action === 'review' ? 'share' : 'update');
  if (allowedIn[action].includes(standing.state)) return standing;
  if (standing.state === 'withdrawn') throw conflict(say.withdrawn());
  if (action === 'withdraw') throw conflict(say.withdrawConfirmed());
  throw conflict(standing.state === 'confirmed' ? say.frozen() : say.notConfirmed());
}

/** @throws Problem invalid naming the field, when content names what does not exist or cannot be */
export async function checkContent(context: ActContext, content: RequirementContent): Promise<void> {
  const { deadline } = content;
  if (deadline?.from && deadline.to && deadline.from > deadline.to) {
    throw invalid(say.deadlineReversed(), { field: 'content.deadline.from' });
  }
  await checkOrganisations(
    context,
    content.owners.flatMap((owner) => owner.organisationIds),
    'content.owners',
  );
}

/** @throws Problem invalid when one of the organisations is none of this tenant */
export async function checkOrganisations(context: ActContext, ids: readonly string[], field: string): Promise<void> {
  const distinct = [...new Set(ids)];
  if (!distinct.length) return;
  const known = await context.db.selectFrom('organisations').select('id').where('id', '=', anyOf(distinct)).execute();
  if (known.length !== distinct.length) throw invalid(say.unknownOrganisation(), { field });
}

export interface SeenItem {
  id: string;
  seenVersion: number;
}

/**
 * Decides items of one document, all or none. Each gets an act of its own; a single one carries the action's id.
 * @throws Problem conflict with what stands now, who decided it and when, if any was changed since it was seen
 */
export async function decideItems(
  context: ActContext,
  directiveId: string,
  items: readonly SeenItem[],
  decision: Decision,
): Promise<Requirement[]> {
  const account = accountOf(context);
  const standing = await holdFor(context, directiveId, 'review');
  if (decision.kind === 'edit') await checkContent(context, decision.content);
  const seen = new Map(items.map((item) => [item.id, item.seenVersion]));
  const rows = await lockRequirements(context.db, [...seen.keys()]);
  if (rows.length !== seen.size || rows.some((row) => row.directive_id !== directiveId))
    throw notFound(say.requirementNotFound());
  const { reading } = await versionText(context.db, standing.current.id);
  const stale = rows.filter((row) => row.version !== seen.get(row.id));
  if (stale.length) throw decidedMeanwhile(await requirementViews(context, stale, reading.reasons));

  const next =
    decision.kind === 'undo' ? await undone(context, rows, account) : rows.map((row) => decided(row, decision));
  const { kind, ...payload } = decision;
  await insertRows(
    context,
    'requirement_acts',
    rows.map((row) => ({
      id: rows.length === 1 ? context.actionId : context.newId(),
      requirement_id: row.id,
      seq: row.last_seq + 1,
      kind,
      account_id: account,
      occurred_on: context.today,
      recorded_at: context.now,
      payload: rows.length === 1 ? payload : { ...payload, together: context.actionId },
    })),
  );
  await changeRequirements(context, next);
  const after = await lockRequirements(context.db, [...seen.keys()]);
  return requirementViews(context, after, reading.reasons);
}

function decided(
  row: RequirementRow,
  decision: Exclude<Decision, { kind: 'undo' }>,
): RequirementState & { id: string } {
  const refusal = refusalOf(row, decision);
  if (refusal) throw refused(say[refusal](), { field: row.id });
  return { id: row.id, ...applyAct(row, decision) };
}

async function undone(
  context: ActContext,
  rows: readonly RequirementRow[],
  account: string,
): Promise<(RequirementState & { id: string })[]> {
  const ids = rows.map((row) => row.id);
  const timelines = await actRows(context.db, ids);
  const acts = await fullActs(context.db, ids);
  return rows.map((row) => {
    if (standingDecision(timelines.get(row.id) ?? [])?.account_id !== account)
      throw refused(say.nothingToUndo(), { field: row.id });
    return { id: row.id, ...foldActs(row.proposal, [...(acts.get(row.id) ?? []), { kind: 'undo' }]) };
  });
}

function decidedMeanwhile(current: Requirement[]) {
  const first = current[0];
  const said =
    first?.decidedBy && first.decidedAt
      ? sayDecided[first.decision]({ by: first.decidedBy, at: minuteOf(first.decidedAt) })
      : say.changedMeanwhile();
  return conflict(said, { current: { requirements: current } });
}

const inShanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-03-05 14:30`, in Asia/Shanghai. */
function minuteOf(at: string): string {
  return inShanghai.format(new Date(at));
}

/**
 * Adds a requirement that a person selected in the text; it is accepted by that.
 * @param span UTF-16 offsets in the text, end excluded
 */
export async function addRequirement(
  context: ActContext,
  directiveId: string,
  span: { start: number; end: number },
  content: RequirementContent,
): Promise<Requirement> {
  const account = accountOf(context);
  const standing = await holdFor(context, directiveId, 'review');
  const { text, reading } = await versionText(context.db, standing.current.id);
  if (span.end > text.length || text.slice(span.start, span.end).trim() === '')
    throw invalid(say.badSpan(), { field: 'start' });
  await checkContent(context, content);
  const clauses = await context.db
    .selectFrom('clauses')
    .select(['key', 'level'])
    .where('version_id', '=', standing.current.id)
    .where('start_at', '<=', span.start)
    .where('scope_end', '>=', span.end)
    .orderBy('level', 'desc')
    .orderBy('start_at', 'desc')
    .limit(1)
    .execute();
  const id = context.newId();
  const act: RequirementAct = { kind: 'add', content };
  await insertRows(context, 'requirements', [
    {
      ...{ id, directive_id: directiveId, version_id: standing.current.id, clause_key: clauses[0]?.key ?? null },
      ...{ position: await nextPosition(context, directiveId), start_at: span.start, end_at: span.end },
      ...{
        proposal: null,
        content,
        confidence: null,
        decision: foldActs(null, [act]).decision,
        last_seq: 1,
        recorded_at: context.now,
      },
    },
  ]);
  await insertRows(context, 'requirement_acts', [
    {
      ...{ id: context.actionId, requirement_id: id, seq: 1, kind: 'add', account_id: account },
      ...{ occurred_on: context.today, recorded_at: context.now, payload: { content } },
    },
  ]);
  const rows = await lockRequirements(context.db, [id]);
  const [added] = await requirementViews(context, rows, reading.reasons);
  return added as Requirement;
}

async function nextPosition(context: ActContext, directiveId: string): Promise<number> {
  const row = await context.db
    .selectFrom('requirements')
    .select((of) => of.fn.max('position').as('last'))
    .where('directive_id', '=', directiveId)
    .executeTakeFirst();
  return (row?.last ?? -1) + 1;
}

/** Puts a changed audience where nobody is named, as an act of its own on every item that it changes. */
export async function resolveAudienceAnew(
  context: ActContext,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<void> {
  const account = accountOf(context);
  const all = await requirementRows(context.db, directiveId);
  const affected = all.filter((row) => row.content.owners.some((owner) => owner.audience));
  const rows = await lockRequirements(
    context.db,
    affected.map((row) => row.id),
  );
  const act: RequirementAct = { kind: 'audience', organisationIds: [...organisationIds] };
  await insertRows(
    context,
    'requirement_acts',
    rows.map((row) => ({
      ...{ id: context.newId(), requirement_id: row.id, seq: row.last_seq + 1, kind: act.kind, account_id: account },
      ...{ occurred_on: context.today, recorded_at: context.now },
      payload: { organisationIds, together: context.actionId },
    })),
  );
  await changeRequirements(
    context,
    rows.map((row) => ({ id: row.id, ...applyAct(row, act) })),
  );
}
