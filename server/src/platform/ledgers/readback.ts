import type { z } from 'zod';
import type { ReadContext } from '../context.ts';
import type { RouteKey, RouteSpec } from '../http/contract.ts';
import { authorise, type FeatureRoutes, type Implementation } from '../http/pipeline.ts';
import { refused } from '../http/problems.ts';
import type { Visitor } from '../http/visitor.ts';
import { type Language, languageOf } from '../locale/messages.ts';
import { cellText, mostCellCharacters } from '../sheets/cell-text.ts';
import { codeTitle, type Ledger, type LedgerColumn, type LedgerRow, wordsIn } from '../sheets/ledger.ts';
import { keptBytes, readSheets } from '../sheets/reading.ts';
import { type Mark, readMark } from '../sheets/row-code.ts';
import { mostSheetRows } from '../sheets/workbook.ts';
import { type ComparedColumn, changesOf, labelOf, sortRows } from './compare.ts';
import type { LedgerReport } from './contract.ts';
import { type CodedSheet, type FileHeader, type FileRow, findCodes, findTitles, rowsBelow } from './file.ts';
import { say } from './messages.ts';

/** Rows of a file that are read back. */
export const ledgerLimitRows = 20_000;
/** Rows that the file has not, listed one by one; their count is told beside. */
const mostMissing = 2000;

/** An export that can be read back. */
interface KnownLedger {
  spec: RouteSpec;
  implementation: Implementation<RouteKey, RouteSpec>;
  read: (context: ReadContext, query: Record<string, unknown>, language: Language) => Promise<Ledger>;
}

/** Every ledger of the features by its kind. @throws Error when two have the same name */
export function ledgersOf(features: readonly FeatureRoutes[]): ReadonlyMap<string, KnownLedger> {
  const ledgers = new Map<string, KnownLedger>();
  for (const { contract, implementations } of features) {
    for (const [key, implementation] of Object.entries(implementations) as [
      RouteKey,
      KnownLedger['implementation'],
    ][]) {
      const { ledger } = implementation;
      const spec = contract[key];
      if (!ledger || !spec) continue;
      if (ledgers.has(ledger.kind)) throw new Error(`Two ledgers are called ${ledger.kind}`);
      ledgers.set(ledger.kind, {
        spec,
        implementation,
        read: (context, query, language) => ledger.read(context, inputOf(query, language) as never),
      });
    }
  }
  return ledgers;
}

/** What the route of an export is given, asked for in the language that the file is written in. */
const inputOf = (query: Record<string, unknown>, language: Language) => ({ query, params: {}, visitor: { language } });

/** A file that was read and compared, with what its marked copy is made of. */
export interface ReadBack {
  report: LedgerReport;
  sheet: CodedSheet;
  header: FileHeader;
}

/**
 * Compares a kept file with what the same export says now to the same person. Nothing is written, and nothing is told that the
 * export itself would not tell: its own route is asked again, with its own right and reach.
 * @throws Problem refused for what is no export of ours; forbidden and notFound as the export does
 */
export async function readBack(
  context: ReadContext,
  ledgers: ReadonlyMap<string, KnownLedger>,
  file: { sha256: string; fileName: string; route: RouteKey; visitor: Pick<Visitor, 'language'> },
): Promise<ReadBack> {
  const coded = findCodes(await readSheets(await keptBytes(context, file.sha256), mostCellCharacters));
  if (!coded) throw refused(say.notOurs());
  const { found: sheet, others } = coded;
  const mark = readMark(sheet.mark);
  if (!mark) throw refused(say.badMark());
  const known = ledgers.get(mark.kind);
  if (!known) throw refused(say.unknownKind({ kind: mark.kind }));
  const query = queryOf(known, mark.query);
  const asked = inputOf(query, mark.language) as never;
  await authorise(context, known.spec.permission, known.implementation, asked, file.route);
  const ledger = await known.read(context, query, mark.language);
  const titles = ledger.columns.map((column) => column.title);
  const header = findTitles(sheet.grid, titles, [codeTitle.zh, codeTitle.en]);
  if (!header) throw refused(say.noHeader({ first: titles[0] ?? '' }));
  const rows = rowsBelow(sheet, header, titles);
  // The mark above the table still names the export, and no row can be told from another one.
  if (rows.length > 0 && rows.every((row) => row.code === null)) throw refused(say.codesGone());
  // A sheet that fills what is read of one may go on below it.
  const cut = sheet.grid.rows.length >= mostSheetRows;
  if (cut || rows.length > ledgerLimitRows) throw refused(say.tooManyRows({ limit: ledgerLimitRows }));
  const columns = comparedColumns(ledger, header);
  const whole = () => known.read(context, queryOf(known, required(known.spec, query)), mark.language);
  const compared = await compare(ledger, whole, { rows, sheet, columns, mark });
  context.note({ ledger: ledger.title, file: file.sha256, filter: query });
  const language = languageOf(file.visitor.language);
  const how = (at: number) => wordsIn((ledger.columns[at] as LedgerColumn).change, language);
  return {
    sheet,
    header,
    report: {
      file: file.sha256,
      fileName: file.fileName,
      kind: mark.kind,
      title: ledger.title,
      sheet: sheet.grid.sheet,
      exportedAt: mark.at,
      columns: {
        compared: columns.map(({ title, at }) => ({ title, change: how(at) })),
        absent: titles.filter((title) => !header.places.has(title)),
        unrecognised: header.unrecognised,
      },
      otherSheets: others,
      ...compared,
    },
  };
}

/** @throws Problem refused when the filter that a mark names is none of this export */
function queryOf({ spec }: KnownLedger, query: Record<string, unknown>): Record<string, unknown> {
  if (!spec.query) return {};
  const parsed = spec.query.safeParse(query);
  if (!parsed.success) throw refused(say.badMark());
  return parsed.data;
}

/** The query without its filters and its order: what the export cannot be asked without. */
function required({ query: schema }: RouteSpec, query: Record<string, unknown>): Record<string, unknown> {
  const demanded = Object.entries(schema?.shape ?? {}).filter(
    ([, field]) => !(field as z.ZodType).safeParse(undefined).success,
  );
  return Object.fromEntries(demanded.map(([name]) => [name, query[name]]));
}

function comparedColumns({ columns }: Ledger, header: FileHeader): ComparedColumn[] {
  return columns.flatMap(({ title, ordinal }, at) => (ordinal || !header.places.has(title) ? [] : [{ title, at }]));
}

interface FileSide {
  rows: readonly FileRow[];
  sheet: CodedSheet;
  columns: readonly ComparedColumn[];
  mark: Mark;
}

/**
 * Row by row: first against the list with the filter of the export, then, for rows that are not there any more, against the
 * list without it.
 */
async function compare(ledger: Ledger, whole: () => Promise<Ledger>, file: FileSide) {
  const label = (cells: readonly string[]) => labelOf(cells.filter((_, at) => !ledger.columns[at]?.ordinal));
  const { byId, unknown } = sortRows(file.rows, file.sheet.mark, label);
  const changed: LedgerReport['changed'] = [];
  const unchanged: LedgerReport['unchanged'] = [];
  const missing: LedgerReport['missing'] = { count: 0, items: [] };
  const page = (id: string) => ledger.page.replace('{id}', id);
  const meet = (row: LedgerRow, leftTheFilter: boolean): boolean => {
    const written = byId.get(row.id);
    if (!written) return false;
    byId.delete(row.id);
    const now = { id: row.id, cells: row.cells.map((cell) => cellText(cell, file.mark.language)) };
    const changes = changesOf(written, now, file.columns);
    const met = { id: row.id, row: written.row, label: label(now.cells), page: page(row.id), leftTheFilter };
    if (changes.length === 0) unchanged.push(met);
    else changed.push({ ...met, changes });
    return true;
  };
  for await (const row of ledger.rows) {
    if (meet(row, false)) continue;
    missing.count += 1;
    if (missing.items.length < mostMissing)
      missing.items.push({ id: row.id, label: label(row.cells), page: page(row.id) });
  }
  if (byId.size > 0) {
    for await (const row of (await whole()).rows) {
      meet(row, true);
      if (byId.size === 0) break;
    }
  }
  for (const { row, cells } of byId.values()) {
    unknown.push({ row, label: label(cells.map((cell) => cell.text)), why: 'notKnown' });
  }
  const inOrder = <One extends { row: number }>(rows: One[]) => rows.toSorted((one, other) => one.row - other.row);
  return { changed: inOrder(changed), unchanged: inOrder(unchanged), unknown: inOrder(unknown), missing };
}
