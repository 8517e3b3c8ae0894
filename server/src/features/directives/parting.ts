import { findCuts } from '@xieli/directive';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { invalid, notFound, refused } from '../../platform/http/problems.ts';
import { beginItem, holdItems, type SeenItem } from './deciding.ts';
import { holdFor } from './holding.ts';
import { say } from './messages.ts';
import { actionOf, divided, halvesOf, joined } from './parts.ts';
import { applyAct, type RequirementAct } from './rules.ts';
import { type Changes, type ItemChange, stateOfRow, takeStep } from './stepping.ts';
import { type RequirementRow, requirementRows, versionText } from './store.ts';

type ReshapingAct = Exclude<RequirementAct, { kind: 'undo' | 'redo' }>;

const change = (row: RequirementRow, act: ReshapingAct): ItemChange => ({
  ...{ row, act },
  state: applyAct(stateOfRow(row), act),
});

/**
 * Splits one item in two at a place of its passage. The first part keeps its id, and with it whatever hangs on it; both are
 * proposals again.
 * @param at UTF-16 offset in the text of the document
 * @throws Problem as `holdItems`; invalid where one half would have no words
 */
export async function splitItem(
  context: ActContext,
  directiveId: string,
  item: SeenItem,
  at: number,
): Promise<Changes> {
  const standing = await holdFor(context, directiveId, 'review');
  const [row] = (await holdItems(context, standing, [item])) as [RequirementRow];
  const { text } = await versionText(context.db, standing.current.id);
  const was = stateOfRow(row).span;
  const halves = halvesOf(text, was, at);
  if (!halves) throw invalid(say.badCut(), { field: 'at' });
  const [first, second] = divided(row.content, text, halves, standing.directive.issued_on);
  const proposal = row.proposal && second;
  const part = await beginItem(context, standing, {
    ...halves[1],
    ...{ content: second, proposal, confidence: row.confidence },
  });
  return takeStep(context, standing, {
    kind: 'split',
    changes: [
      change(row, { kind: 'split', ...halves[0], content: first, was }),
      change(part, { kind: 'part', content: second }),
    ],
  });
}

/**
 * Makes one item of several that stand next to each other: the first of them, over the whole passage.
 * @throws Problem as `holdItems`; refused where they are no neighbours or together more than one item can hold
 */
export async function mergeItems(
  context: ActContext,
  directiveId: string,
  items: readonly SeenItem[],
): Promise<Changes> {
  const standing = await holdFor(context, directiveId, 'review');
  const held = new Map((await holdItems(context, standing, items)).map((row) => [row.id, row]));
  const inOrder = await requirementRows(context.db, directiveId);
  const from = inOrder.findIndex((row) => held.has(row.id));
  const rows = inOrder.slice(from, from + held.size);
  const [first, ...others] = rows;
  if (!first || rows.some((row) => !held.has(row.id) || row.clause_key !== first.clause_key) || !others.length)
    throw refused(say.notNeighbours());
  const { text } = await versionText(context.db, standing.current.id);
  const span = { start: first.start_at, end: Math.max(...rows.map((row) => row.end_at)) };
  const content = joined(
    rows.map((row) => row.content),
    actionOf(text, span),
  );
  if (!content) throw refused(say.tooMuchToMerge());
  return takeStep(context, standing, {
    kind: 'merge',
    changes: [
      change(first, { kind: 'merge', ...span, content, was: stateOfRow(first).span }),
      ...others.map((row) => change(row, { kind: 'mergedAway' })),
    ],
  });
}

/** The passage of an item and where it may be split, as offsets in the document. */
export async function cutsOf(context: ReadContext, requirementId: string) {
  const row = await context.db
    .selectFrom('requirements')
    .select(['version_id', 'start_at', 'end_at', 'decision'])
    .where('id', '=', requirementId)
    .executeTakeFirst();
  if (!row || row.decision === 'gone') throw notFound(say.requirementNotFound());
  const { text } = await versionText(context.db, row.version_id);
  const passage = text.slice(row.start_at, row.end_at);
  return {
    ...{ start: row.start_at, passage },
    cuts: findCuts(passage).map(({ at, why }) => ({ at: row.start_at + at, why })),
  };
}
