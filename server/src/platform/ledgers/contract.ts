import { z } from 'zod';
import { contract, dataNumber, id, instant } from '../http/contract.ts';
import { sheetLimitBytes } from '../sheets/limit.ts';

const row = dataNumber('row number as the spreadsheet shows it');
const label = z.string();
/** Address of the page where the record is changed. */
const page = z.string();

/** Where a difference comes from: written into the file, come about here since the export, both, or not to be told. */
export const origin = z.enum(['file', 'here', 'both', 'unknown']);
export type Origin = z.output<typeof origin>;

const CellChange = z.object({
  column: z.string(),
  inFile: z.string(),
  now: z.string(),
  origin,
});

const known = { id, row, label, page, /** It is no longer among what was exported. */ leftTheFilter: z.boolean() };

/** A file of a ledger beside what the same list says now. */
export const LedgerReport = z
  .object({
    /** Names the file that was read, to have its marked copy. */
    file: z.string(),
    fileName: z.string(),
    /** The kind of ledger and what it is called. */
    kind: z.string(),
    title: z.string(),
    sheet: z.string(),
    exportedAt: instant,
    columns: z.object({
      /** Those of the ledger, with how a person changes what they say. */
      compared: z.array(z.object({ title: z.string(), change: z.string() })),
      /** Those of the ledger that the file has no more. */
      absent: z.array(z.string()),
      /** Those of the file that the ledger has not. */
      unrecognised: z.array(z.string()),
    }),
    /** Sheets of the file that hold rows of an export and were not read. */
    otherSheets: z.array(z.string()),
    unchanged: z.array(z.object(known)),
    changed: z.array(z.object({ ...known, changes: z.array(CellChange) })),
    unknown: z.array(z.object({ row, label, why: z.enum(['added', 'notKnown', 'twice', 'otherExport']) })),
    /** Rows of the list that the file has not. */
    missing: z.object({
      count: dataNumber('rows of the list that the file has not'),
      /** The first of them. */
      items: z.array(z.object({ id, label, page })),
    }),
  })
  .meta({ id: 'LedgerReport' });
export type LedgerReport = z.output<typeof LedgerReport>;

const fileName = z.string().trim().min(1).max(200);

export const ledgersContract = contract({
  'POST /api/ledgers/read': {
    // The right of the export that the file is of is asked when the file says which one that is.
    permission: 'signedIn',
    summary: { zh: '读回核对导出的台账', en: 'Read an exported ledger back and compare it' },
    response: LedgerReport,
    repeat: 'open',
    audited: true,
    upload: { limit: sheetLimitBytes },
  },
  'GET /api/ledgers/marked': {
    permission: 'signedIn',
    summary: { zh: '下载标出差异的台账', en: 'A read-back ledger with its differences marked' },
    query: z.object({ file: z.hash('sha256'), fileName }),
    response: z.any(),
    download: true,
    audited: true,
  },
});
