import { z } from 'zod';
import { dataNumber, day, id } from '../../platform/http/contract.ts';
import { columnIds } from './columns.ts';

export const rowNumber = dataNumber('number of the row as the spreadsheet shows it');
const sheetRow = z.int().min(1).meta({ dataNumber: 'number of the row as the spreadsheet shows it' });
const cell = z.string().max(5000);
export const columnId = z.enum(columnIds);
export const Named = z.object({ id, name: z.string() });

/** What a person decided about one finding of a row. */
export const Choice = z.object({
  row: sheetRow,
  column: z.enum(['row', 'lead', 'support', 'person', 'leader', 'due']),
  /** The words in question, as the finding names them; empty for the whole row. */
  value: cell,
  /** Of which lead the 责任人 is in question, where a row has several. */
  organisationId: id.nullable().default(null),
  choose: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('organisation'), id }),
    z.object({ kind: z.literal('person'), id }),
    z.object({ kind: z.literal('liaison') }),
    /** A person who is not on record yet, by the number under which persons are known (measures.md 2). */
    z.object({ kind: z.literal('create'), mobile: z.string().regex(/^1\d{10}$/) }),
    /** Leaves out the row, the supporting organisation or the deadline. */
    z.object({ kind: z.literal('leaveOut') }),
  ]),
});
export type Choice = z.output<typeof Choice>;

export const Offer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), id, name: z.string() }),
  z.object({ kind: z.literal('person'), id, name: z.string(), organisation: z.string() }),
  z.object({ kind: z.literal('liaison'), name: z.string() }),
  z.object({ kind: z.enum(['create', 'leaveOut', 'searchOrganisation', 'searchPerson']) }),
]);
export type Offer = z.output<typeof Offer>;

export const Finding = z.object({
  severity: z.enum(['error', 'warning']),
  row: rowNumber,
  column: z.enum(['row', ...columnIds]),
  /** 表头 of the column, as printed. */
  title: z.string(),
  value: z.string(),
  organisationId: id.nullable(),
  message: z.string(),
  remedy: z.string(),
  offers: z.array(Offer),
});

const cells = z.partialRecord(columnId, z.string());

export const PreviewRow = z.object({
  row: rowNumber,
  status: z.enum(['new', 'error', 'warning']),
  cells,
  leads: z.array(Named.extend({ accountable: z.string().nullable() })),
  supporters: z.array(Named),
  leader: z.string().nullable(),
  dueOn: day.nullable(),
  findings: z.array(Finding),
});

const Already = z.object({ directiveId: id, title: z.string(), importedOn: day });

export const TablePreview = z
  .object({
    token: z.string(),
    fileName: z.string(),
    sheet: z.string(),
    otherSheets: z.array(z.string()),
    title: z.string().nullable(),
    issuer: z.string().nullable(),
    issuedOn: day,
    /** The day was read from the file; otherwise it is today and should be looked at. */
    dated: z.boolean(),
    columns: z.array(z.object({ id: columnId, title: z.string() })),
    ignoredColumns: z.array(z.string()),
    leftOut: z.array(z.object({ row: rowNumber, text: z.string() })),
    already: Already.nullable(),
    rows: z.array(PreviewRow),
  })
  .meta({ id: 'TaskTablePreview' });
export type TablePreview = z.output<typeof TablePreview>;

/** One row of a returned table beside what is known here. */
export const ReturnedRow = z.object({
  taskId: id,
  row: rowNumber,
  action: z.string(),
  organisation: z.string(),
  state: z.string(),
  changes: z.array(
    z.object({
      column: columnId,
      title: z.string(),
      before: z.string(),
      after: z.string(),
      /** Whether it can be entered as progress; other columns are changed here and not by a returned table. */
      enterable: z.boolean(),
      /** Begins with an equals sign; kept as text. */
      formula: z.boolean(),
      /** What is known here has changed as well since the table was sent. */
      changedHere: z.string().nullable(),
    }),
  ),
  /** The progress that would be entered; null where nothing can be. */
  text: z.string().nullable(),
  /** Why not. */
  reason: z.string().nullable(),
  /** The day of the last report, where that says the same already. */
  enteredOn: day.nullable(),
});

export const Comparison = z
  .object({
    token: z.string(),
    fileName: z.string(),
    changed: z.array(ReturnedRow),
    /** Rows without a difference. */
    unchanged: z.array(z.object({ taskId: id, row: rowNumber })),
    /** Tasks that the returned table no longer holds; nothing happens to them. */
    missing: z.array(z.object({ taskId: id, action: z.string(), organisation: z.string() })),
    /** Rows that are no task of this body and document, or come twice; nothing happens with them. */
    unknown: z.array(z.object({ row: rowNumber, text: z.string(), why: z.enum(['added', 'foreign', 'twice']) })),
  })
  .meta({ id: 'ReturnedTaskTable' });
export type Comparison = z.output<typeof Comparison>;
