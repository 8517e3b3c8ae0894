import type { ActContext } from '../../platform/context.ts';
import { conflict, invalid, notFound, refused } from '../../platform/http/problems.ts';
import type { RequirementContent } from './content.ts';
import type { Decision } from './contract.ts';
import { accountOf, decidedMeanwhile, holdFor } from './holding.ts';
import { say } from './messages.ts';
import { applyAct, type RequirementAct, refusalOf, type Span, standingDecision } from './rules.ts';
import { type Changes, changeBy, type ItemChange, stateOfRow, takeStep } from './stepping.ts';
import {
  allRequirementRows,
  anyOf,
  fullActs,
  lockRequirements,
  type RequirementRow,
  type Standing,
  versionReading,
  versionText,
} from './store.ts';
import { requirementViews } from './views.ts';
import { changeRequirements, insertRows } from './writing.ts';

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
 * The items of one document, held for the act as the caller saw them, in no certain order.
 * @throws Problem notFound; conflict with what stands now, who decided it and when, if any was changed since it was seen
 */
export async function holdItems(
  context: ActContext,
  standing: Standing,
  items: readonly SeenItem[],
): Promise<RequirementRow[]> {
  const seen = new Map(items.map((item) => [item.id, item.seenVersion]));
  const rows = await lockRequirements(context.db, [...seen.keys()]);
  if (rows.length !== seen.size || rows.some((row) => row.directive_id !== standing.directive.id))
    throw notFound(say.requirementNotFound());
  if (rows.some((row) => row.decision === 'gone')) throw conflict(say.goneMeanwhile());
  const stale = rows.filter((row) => row.version !== seen.get(row.id));
  if (stale.length) {
    const { reasons } = await versionReading(context.db, standing.current.id);
    throw decidedMeanwhile(await requirementViews(context, stale, reasons));
  }
  return rows;
}

/**
 * Decides items of one document, all or none. Each gets an act of its own; a single one carries the action's id.
 * @throws Problem as `holdItems`; refused where an item's state does not allow the decision
 */
export async function decideItems(
  context: ActContext,
  directiveId: string,
  items: readonly SeenItem[],
  decision: Decision,
): Promise<Changes> {
  const account = accountOf(context);
  const standing = await holdFor(context, directiveId, 'review');
  if (decision.kind === 'edit') await checkContent(context, decision.content);
  const rows = await holdItems(context, standing, items);
  const changes =
    decision.kind === 'undo' ? await takenBack(context, rows, account) : rows.map((row) => decided(row, decision));
  const kind = decision.kind === 'undo' ? 'takeBack' : decision.kind;
  return takeStep(context, standing, { kind, changes });
}

function decided(row: RequirementRow, decision: Exclude<Decision, { kind: 'undo' }>): ItemChange {
  const refusal = refusalOf(row, decision);
  if (refusal) throw refused(say[refusal](), { field: row.id });
  return { row, act: decision, state: applyAct(stateOfRow(row), decision) };
}

/** One's own last decision on each item, whatever was done elsewhere since. */
async function takenBack(context: ActContext, rows: readonly RequirementRow[], account: string): Promise<ItemChange[]> {
  const acts = await fullActs(
    context.db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const own = acts.get(row.id) ?? [];
    const newest = standingDecision(own);
    if (newest?.accountId !== account) throw refused(say.nothingToUndo(), { field: row.id });
    return changeBy(row, own, { kind: 'undo', of: newest.id });
  });
}

/**
 * Adds a requirement that a person selected in the text; it is accepted by that.
 * @param span UTF-16 offsets in the text, end excluded
 */
export async function addRequirement(
  context: ActContext,
  directiveId: string,
  span: Span,
  content: RequirementContent,
): Promise<Changes> {
  const standing = await holdFor(context, directiveId, 'review');
  const { text } = await versionText(context.db, standing.current.id);
  if (span.end > text.length || text.slice(span.start, span.end).trim() === '')
    throw invalid(say.badSpan(), { field: 'start' });
  await checkContent(context, content);
  const row = await beginItem(context, standing, { ...span, content, proposal: null, confidence: null });
  const act: RequirementAct = { kind: 'add', content };
  return takeStep(context, standing, {
    kind: 'add',
    changes: [{ row, act, state: applyAct(stateOfRow(row), act) }],
  });
}

interface NewItem extends Span {
  content: RequirementContent;
  /** Null where a person made it and no reader. */
  proposal: RequirementContent | null;
  confidence: number | null;
}

/** The row of an item that the act which follows brings about; until then it is `gone`. */
export async function beginItem(context: ActContext, standing: Standing, item: NewItem): Promise<RequirementRow> {
  const { directive, current } = standing;
  const id = context.newId();
  await insertRows(context, 'requirements', [
    {
      ...{
        id,
        directive_id: directive.id,
        version_id: current.id,
        clause_key: await clauseAt(context, current.id, item),
      },
      ...{ position: await nextPosition(context, directive.id), start_at: item.start, end_at: item.end },
      ...{ proposal: item.proposal, content: item.content, confidence: item.confidence, decision: 'gone', last_seq: 0 },
      recorded_at: context.now,
    },
  ]);
  const [row] = await lockRequirements(context.db, [id]);
  return row as RequirementRow;
}

/** The innermost clause that holds the passage. */
async function clauseAt(context: ActContext, versionId: string, span: Span): Promise<string | null> {
  const clause = await context.db
    .selectFrom('clauses')
    .select('key')
    .where('version_id', '=', versionId)
    .where('start_at', '<=', span.start)
    .where('scope_end', '>=', span.end)
    .orderBy('level', 'desc')
    .orderBy('start_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return clause?.key ?? null;
}

async function nextPosition(context: ActContext, directiveId: string): Promise<number> {
  const row = await context.db
    .selectFrom('requirements')
    .select((of) => of.fn.max('position').as('last'))
    .where('directive_id', '=', directiveId)
    .executeTakeFirst();
  return (row?.last ?? -1) + 1;
}

/**
 * Puts a changed audience where nobody is named, as an act of its own on every item that it changes; on those that are gone as
 * well, because a step that is taken back may bring them again.
 */
export async function resolveAudienceAnew(
  context: ActContext,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<void> {
  const account = accountOf(context);
  const all = await allRequirementRows(context.db, directiveId);
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
    rows.map((row) => ({ id: row.id, ...applyAct(stateOfRow(row), act) })),
  );
}
