import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict, refused } from '../../platform/http/problems.ts';
import { findCodes, findTitles, rowsBelow } from '../../platform/ledgers/file.ts';
import { type Language, speak } from '../../platform/locale/messages.ts';
import { plainCell } from '../../platform/sheets/cell-text.ts';
import type { Grid } from '../../platform/sheets/grid.ts';
import { codeTitle } from '../../platform/sheets/ledger.ts';
import { digestOf, readToken, writeToken } from '../../platform/sheets/preview-token.ts';
import { keptBytes, readSheets } from '../../platform/sheets/reading.ts';
import { readMark } from '../../platform/sheets/row-code.ts';
import { holdsOn } from '../organisations/index.ts';
import { nameFile } from '../taskTables/index.ts';
import { columnTitle, gapColumns, type WrittenColumn, writtenColumns } from './gap-columns.ts';
import { type Compared, compareGaps, type ReturnedRow } from './gap-returned.ts';
import { bodyOfSheet, gapRows, writeEntry } from './gaps.ts';
import { say } from './messages.ts';
import type { GapComparison } from './shapes.ts';
import { livePolicy } from './store.ts';

export interface KeptSheet {
  sha256: string;
  size: number;
  grids: Grid[];
}

interface Sheet {
  policyId: string;
  bodyId: string;
  fileName: string;
}

/** Reads a kept file; an act has this done before it begins. @throws Problem refused for what is no workbook */
export async function readKeptSheet(context: ReadContext, sha256: string): Promise<KeptSheet> {
  const bytes = await keptBytes(context, sha256);
  return { sha256, size: bytes.length, grids: await readSheets(bytes) };
}

/** Compares a returned sheet with what is known. Nothing is written. @throws Problem refused where it is another one's */
export async function compareSheet(
  context: ReadContext,
  sheet: Sheet,
  kept: KeptSheet,
  language: Language,
): Promise<GapComparison> {
  const { compared, versions } = await comparison(context, sheet, kept);
  const errors = compared.errors.map(({ row, clause, said }) => ({ row, clause, detail: speak(said, language) }));
  const shown = { ...compared, errors: compared.errors.map(({ row, said }) => [row, said.key]) };
  const digest = digestOf({ ...shown, versions, policyId: sheet.policyId, bodyId: sheet.bodyId });
  return {
    token: writeToken({ sha256: kept.sha256, digest }),
    fileName: sheet.fileName,
    changed: compared.changed.map(({ row, entryId, clause, changes }) => ({ row, entryId, clause, changes })),
    ...{ errors, unchanged: compared.unchanged, missing: compared.missing },
  };
}

/**
 * Enters a returned sheet as it was compared: every changed row or none.
 * @returns the rows that were written; none of a file that was entered before
 * @throws Problem conflict when what the comparison showed has changed; refused while any row has an error
 */
export async function applySheet(
  context: ActContext,
  sheet: Sheet & { token: string },
  kept: KeptSheet,
  language: Language,
): Promise<{ entryIds: string[] }> {
  const { digest } = readToken(sheet.token);
  await livePolicy(context, sheet.policyId, 'held');
  const now = await compareSheet(context, sheet, kept, language);
  if (readToken(now.token).digest !== digest) throw conflict(say.changedMeanwhile(), { current: now });
  if (now.errors.length > 0) throw refused(say.hasErrors({ count: now.errors.length }), { errors: now.errors });
  const { compared, rows } = await comparison(context, sheet, kept);
  if (compared.changed.length > 0) await nameFile(context, kept.sha256, kept.size);
  const entryIds: string[] = [];
  for (const { entryId, written, row } of compared.changed) {
    const entry = rows.find((one) => one.entryId === entryId);
    if (!entry) throw conflict(say.changedMeanwhile());
    const at = {
      policyId: sheet.policyId,
      bodyId: sheet.bodyId,
      clauseKey: entry.clauseKey,
      seenVersion: entry.version,
    };
    const source = { file: kept.sha256, fileName: sheet.fileName, row };
    await writeEntry(context, at, written, compared.changed.length === 1 ? context.actionId : context.newId(), source);
    entryIds.push(entryId);
  }
  context.note({ file: kept.sha256, entries: entryIds.length });
  return { entryIds };
}

async function comparison(context: ReadContext, { policyId, bodyId }: Sheet, kept: KeptSheet) {
  const coded = findCodes(kept.grids)?.found;
  const mark = coded ? readMark(coded.mark) : null;
  const isOurs = mark?.kind === 'gapSheet' && mark.query.policyId === policyId && mark.query.bodyId === bodyId;
  if (!coded || !mark || !isOurs) throw refused(say.notThisSheet());
  const titles = gapColumns.map((column) => columnTitle(column, mark.language));
  const header = findTitles(coded.grid, titles, [codeTitle.zh, codeTitle.en]);
  const absent = writtenColumns
    .map((column) => columnTitle(column, mark.language))
    .filter((title) => !header?.places.has(title));
  if (!header || absent.length > 0) throw refused(say.columnsGone({ columns: absent.join('、') }));
  const returned = rowsBelow(coded, header, titles).map(({ row, code, cells }): ReturnedRow => {
    const cell = (column: (typeof gapColumns)[number]) => cells[gapColumns.indexOf(column)]?.text ?? '';
    const written = Object.fromEntries(writtenColumns.map((column) => [column, cell(column)]));
    return { row, code, clause: cell('clause'), cells: written as Record<WrittenColumn, string> };
  });
  const policy = await livePolicy(context, policyId);
  await bodyOfSheet(context, policy, bodyId);
  const rows = await gapRows(context, policy, bodyId);
  const called = await organisationsCalled(
    context,
    returned.map(({ cells }) => cells.owner),
  );
  const compared: Compared = compareGaps(returned, {
    ...{ mark: coded.mark, rows, title: (column) => columnTitle(column, mark.language) },
    owners: (name) => called.get(name) ?? [],
  });
  return { compared, rows, versions: rows.map(({ entryId, version }) => [entryId, version]) };
}

/**
 * The organisations of today by a name they bear, official or short, as a cell says it: what spreadsheets and keyboards change
 * by themselves makes no other name.
 */
async function organisationsCalled(context: ReadContext, names: readonly string[]): Promise<Map<string, string[]>> {
  const wanted = [...new Set(names.flatMap((name) => [name.trim(), plainCell(name)]))].filter((name) => name !== '');
  if (wanted.length === 0) return new Map();
  const found = await context.db
    .selectFrom('organisation_names as n')
    .innerJoin('organisation_existences as x', 'x.organisation_id', 'n.organisation_id')
    .distinct()
    .select(['n.name', 'n.organisation_id'])
    .where('n.name', 'in', wanted)
    .where(holdsOn('n', context.today))
    .where(holdsOn('x', context.today))
    .execute();
  const byName = Map.groupBy(found, (row) => plainCell(row.name));
  return new Map([...byName].map(([name, rows]) => [name, [...new Set(rows.map((row) => row.organisation_id))]]));
}
