import { sql } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { invalid } from '../../platform/http/problems.ts';
import { type KeyedClause, stableKeys } from './aligning.ts';
import { type CarriedItem, carryOver } from './carrying.ts';
import type { Source } from './contract.ts';
import { newEffort } from './effort.ts';
import type { Reason } from './evidence-spans.ts';
import { changedMeanwhile, holdFor, standingFor } from './holding.ts';
import { insertClauses, insertVersion, namedFile, proposals, readingOf, readSource } from './intake.ts';
import { say } from './messages.ts';
import type { ReadDocument } from './reading.ts';
import { applyAct, type RequirementAct, type RequirementActKind, type Span } from './rules.ts';
import { type ItemChange, stateOfRow, writeTogether } from './stepping.ts';
import {
  actRows,
  clauseRows,
  lockRequirements,
  type RequirementRow,
  requirementRows,
  type Standing,
  type VersionRow,
  versionText,
} from './store.ts';
import { insertRows, moveRequirements } from './writing.ts';

/**
 * Begins a new version (spine.md 3.1): over the same text, or over a corrected one. Requirements keep their ids and, as far
 * as the text asks the same, their decisions. The confirmed version stays in force until the new one is confirmed.
 * @param corrected the corrected text as `readCorrection` read it; absent for the same text
 * @throws Problem conflict when the document's state does not allow it or it was changed meanwhile
 */
export async function reviseDirective(
  context: ActContext,
  directiveId: string,
  { seenVersion }: { seenVersion: number },
  corrected?: Correction,
): Promise<{ versionId: string }> {
  const standing = await holdFor(context, directiveId, 'revise');
  const { current } = standing;
  if (current.version !== seenVersion) throw await changedMeanwhile(context, standing);
  const rows = await lockRequirements(
    context.db,
    (await requirementRows(context.db, directiveId)).map((row) => row.id),
  );
  rows.sort((a, b) => a.start_at - b.start_at || a.position - b.position);
  await keepVersion(context, current, rows);
  if (corrected) await correctText(context, standing, rows, corrected);
  else await repeatText(context, standing);
  return { versionId: context.actionId };
}

interface Correction {
  source: Source;
  document: ReadDocument;
}

/** Reads a corrected text, before the act that takes it in. @throws Problem as `readSource`, and where the act would not begin */
export async function readCorrection(
  context: ReadContext,
  directiveId: string,
  { seenVersion, source }: { seenVersion: number; source?: Source | undefined },
): Promise<Correction | undefined> {
  if (!source) return undefined;
  const standing = await standingFor(context, directiveId, 'revise');
  const { directive, current } = standing;
  if (current.version !== seenVersion) throw await changedMeanwhile(context, standing);
  return { source, document: await readSource(context, { source, issuedOn: directive.issued_on }) };
}

/** Keeps what the version held of each requirement: from now on its rows say what the next one does. */
async function keepVersion(context: ActContext, version: VersionRow, rows: readonly RequirementRow[]): Promise<void> {
  // A next version was begun before and given up: what was kept then is still what this one holds.
  const kept = await context.db
    .selectFrom('version_requirements')
    .select('id')
    .where('version_id', '=', version.id)
    .limit(1)
    .executeTakeFirst();
  if (kept) return;
  await insertRows(
    context,
    'version_requirements',
    rows.map((row) => ({
      ...{ id: context.newId(), version_id: version.id, requirement_id: row.id, position: row.position },
      ...{ clause_key: row.clause_key, start_at: row.start_at, end_at: row.end_at },
      ...{ content: row.content, decision: row.decision, reason: row.reason },
    })),
  );
}

async function repeatText(context: ActContext, { directive, current }: Standing): Promise<void> {
  const source = await context.db
    .selectFrom('directive_versions')
    .select(['format', 'file_sha256'])
    .where('id', '=', current.id)
    .executeTakeFirstOrThrow();
  const { text, reading } = await versionText(context.db, current.id);
  await insertVersion(
    context,
    {
      ...{ id: context.actionId, directiveId: directive.id, number: current.number + 1 },
      ...{ text, format: source.format, fileHash: source.file_sha256 },
    },
    reading,
  );
  const clauses = await clauseRows(context.db, current.id);
  await insertRows(
    context,
    'clauses',
    clauses.map((clause) => ({ ...clause, id: context.newId(), version_id: context.actionId })),
  );
  await context.db
    .updateTable('requirements')
    .set({ version_id: context.actionId, version: sql`version + 1` })
    .where('directive_id', '=', directive.id)
    .where('decision', '<>', 'gone')
    .execute();
}

/**
 * The corrected text with what it asks: requirements that it asks unchanged keep their decision at their new place, changed
 * ones are proposals again, new ones are proposals, and those it no longer asks are gone from the version. What hangs on any
 * of them stays until a person decides.
 */
async function correctText(
  context: ActContext,
  { directive, current }: Standing,
  rows: readonly RequirementRow[],
  { source, document }: Correction,
): Promise<void> {
  const versionId = context.actionId;
  const { text, parsed } = document;
  const before = await versionText(context.db, current.id);
  if (text === before.text) throw invalid(say.sameText(), { field: 'source' });

  const effort = newEffort();
  const keys = stableKeys(
    (await clauseRows(context.db, current.id)).map((clause) => ({
      ...{ key: clause.key, parentKey: clause.parent_key, text: before.text.slice(clause.start_at, clause.end_at) },
    })),
    parsed.clauses.map(
      (clause): KeyedClause => ({
        ...{ key: clause.key, parentKey: clause.parentKey, text: text.slice(clause.start, clause.end) },
      }),
    ),
    effort,
  );
  const clauses = parsed.clauses.map((clause) => ({
    ...clause,
    key: keys.get(clause.key) ?? clause.key,
    parentKey: clause.parentKey === null ? null : (keys.get(clause.parentKey) ?? clause.parentKey),
  }));
  const ids = { directiveId: directive.id, versionId, ownerBodyId: directive.owner_body_id };
  const found = (await proposals(context, document, directive.audience, ids)).map(({ row, reasons }) => ({
    ...{ row: { ...row, clause_key: row.clause_key === null ? null : (keys.get(row.clause_key) ?? null) }, reasons },
  }));
  const timelines = await actRows(
    context.db,
    rows.map((row) => row.id),
  );
  const { carried, added } = carryOver(
    rows.map((row) => ({
      shaped: (timelines.get(row.id) ?? []).some((act) => shaping.includes(act.kind)),
      ...{ id: row.id, clauseKey: row.clause_key, quote: before.text.slice(row.start_at, row.end_at) },
      ...{ proposal: row.proposal, content: row.content },
    })),
    found.map(({ row }) => ({
      ...{ start: row.start_at, end: row.end_at, clauseKey: row.clause_key },
      ...{ quote: text.slice(row.start_at, row.end_at), content: row.content },
    })),
    text,
    new Map(clauses.map((clause) => [clause.key, { start: clause.start, end: clause.scopeEnd }])),
    effort,
  );

  const place = new Map(carried.map((one) => [one.id, one]));
  const reasons = Object.fromEntries([
    ...carried.map(({ id, found: at }) => [
      id,
      at === null ? placeless(before.reading.reasons[id] ?? []) : found[at]?.reasons,
    ]),
    ...added.map((at) => [found[at]?.row.id, found[at]?.reasons]),
  ]);
  const fileHash = await namedFile(context, source, document.format);
  await insertVersion(
    context,
    {
      ...{ id: versionId, directiveId: directive.id, number: current.number + 1 },
      ...{ text, format: document.format, fileHash },
    },
    { ...readingOf(document, reasons), ...(effort.tooMuch && { unpaired: true }) },
  );
  await insertClauses(context, versionId, clauses);
  await carry(
    context,
    rows.map((row) => carriedRow(row, place.get(row.id), found[place.get(row.id)?.found ?? -1]?.row ?? null)),
    (span) => clauses.findLast((clause) => clause.start <= span.start && clause.scopeEnd >= span.end)?.key ?? null,
  );
  await insertRows(
    context,
    'requirements',
    added.flatMap((at) => found[at]?.row ?? []),
  );
}

/** Acts after which an item is no longer what the reader proposed. */
const shaping: readonly RequirementActKind[] = ['add', 'part', 'split', 'merge'];

type FoundRow = Awaited<ReturnType<typeof proposals>>[number]['row'];

interface Carried extends ItemChange {
  found: FoundRow | null;
}

function carriedRow(row: RequirementRow, place: CarriedItem | undefined, found: FoundRow | null): Carried {
  const was = stateOfRow(row).span;
  const stays = { content: row.content, decision: row.decision, reason: row.reason };
  const { start, end } = place ?? was;
  const act: Extract<RequirementAct, { kind: 'carry' }> = {
    ...{ kind: 'carry', fate: place?.fate ?? 'dropped', was, start, end, ...stays },
    ...(place ? {} : { decision: 'gone', reason: null }),
    ...(place?.fate === 'changed' ? { decision: 'undecided', reason: null } : {}),
    ...(place?.fate === 'changed' && found
      ? { content: found.content, read: { proposal: row.proposal, confidence: row.confidence } }
      : {}),
  };
  return { row, act, state: applyAct(stateOfRow(row), act), found };
}

/** Writes the act that takes each item into the new version, or leaves it behind. */
async function carry(
  context: ActContext,
  items: readonly Carried[],
  clauseAt: (span: Span) => string | null,
): Promise<void> {
  await writeTogether(context, items);
  await moveRequirements(
    context,
    items
      .filter(({ state }) => state.decision !== 'gone')
      .map(({ row, act, state, found }) => {
        const anew = 'fate' in act && act.fate === 'changed' ? found : null;
        return {
          ...{ id: row.id, version_id: context.actionId },
          ...{ clause_key: found ? found.clause_key : clauseAt(state.span) },
          ...{ proposal: anew ? anew.proposal : row.proposal, confidence: anew ? anew.confidence : row.confidence },
        };
      }),
  );
}

/** Reasons of another text: the places they name are not of this one. */
function placeless(reasons: Reason[]): Reason[] {
  return reasons.map(({ key, text }) => ({ key, text }));
}
