import type { ReadContext } from '../context.ts';
import type { Download } from '../http/pipeline.ts';
import type { Visitor } from '../http/visitor.ts';
import { type Language, languageOf, type Sentence } from '../locale/messages.ts';
import { cellText } from './cell-text.ts';
import { streamedSheet } from './download.ts';
import type { LongPaper, Paper } from './paper.ts';
import { paperDownload } from './printing.ts';
import { type Mark, writeMark, writeRowCode } from './row-code.ts';

/** A column of a ledger, in the language it is written in. */
export interface LedgerColumn {
  title: string;
  /** In characters. */
  width: number;
  /** Shrunk instead of wrapped. */
  narrow?: true;
  /** Counts the rows anew in every file and says nothing of the record. */
  ordinal?: true;
  /** How a person changes what the column says, or why nobody can. */
  change: Sentence;
}

export interface LedgerRow {
  /** Id of the record that the row is about, once in a ledger. */
  id: string;
  /** One for each column. */
  cells: string[];
}

/** A table of records that leaves as a workbook and can be read back, row by row, for what was changed in it or here. */
export interface Ledger {
  /** Name of the file, without its ending. */
  fileName: string;
  sheet: string;
  title: string;
  /** Left and right half of the line under the title. */
  unit: string;
  date: string;
  columns: readonly LedgerColumn[];
  /** All of them are at hand and laid out for print, or they come one after the other and are streamed. */
  rows: readonly LedgerRow[] | AsyncIterable<LedgerRow>;
  baseline?: Paper['baseline'];
  /** Address of a record's page with `{id}` for its id, `/t/{id}`; where there is none, of the page that shows the list. */
  page: string;
}

/** What the route of an export is given of a request. */
export interface Asked<Query> {
  query: Query;
  visitor: Pick<Visitor, 'language'>;
}

/** A route that answers a ledger, and the ledger itself for whoever reads a file of it back. */
export interface LedgerRoute<Query> {
  ledger: { kind: string; read: (context: ReadContext, asked: Asked<Query>) => Promise<Ledger> };
  handle: (context: ReadContext, asked: Asked<Query>) => Promise<Download>;
}

/**
 * The implementation of an export. Each row of its file carries the mark of the export, the row's id and digests of its cells
 * in a hidden column, by which `platform/ledgers` reads the file back; nothing more is needed for that.
 * @param kind names this ledger among all, for ever: files that people keep name it
 */
export function ledgerRoute<Query extends Record<string, unknown>>(
  kind: string,
  read: (context: ReadContext, asked: Asked<Query>) => Promise<Ledger>,
): LedgerRoute<Query> {
  return {
    ledger: { kind, read },
    async handle(context, asked) {
      const language = languageOf(asked.visitor.language);
      const exported: Mark = { kind, language, at: context.now, query: asked.query };
      return ledgerDownload(await read(context, asked), exported);
    },
  };
}

/** Title of the hidden column, for whoever shows it. */
export const codeTitle: Sentence = { zh: '核对码', en: 'Check code' };

async function ledgerDownload(ledger: Ledger, exported: Mark): Promise<Download> {
  const { fileName, columns, rows, baseline } = ledger;
  const { language } = exported;
  const mark = writeMark(exported);
  const titles = columns.map((column) => column.title);
  const printed = ({ id, cells }: LedgerRow) => {
    const texts = cells.map((cell) => cellText(cell, language));
    return [...texts, writeRowCode(mark, id, titles, texts)];
  };
  const paper: Omit<LongPaper, 'rows'> = {
    sheet: ledger.sheet,
    title: ledger.title,
    unit: ledger.unit,
    date: ledger.date,
    mark,
    columns: [
      ...columns.map(({ title, width, narrow }) => ({ title, width, ...(narrow ? { narrow } : {}) })),
      { title: codeTitle[language === 'en' ? 'en' : 'zh'], width: 4, hidden: true },
    ],
  };
  if (Symbol.asyncIterator in rows) return streamedSheet(fileName, { ...paper, rows: eachOf(rows, printed) });
  return paperDownload({ ...paper, rows: rows.map(printed), ...(baseline ? { baseline } : {}) }, fileName);
}

async function* eachOf(rows: AsyncIterable<LedgerRow>, printed: (row: LedgerRow) => string[]) {
  for await (const row of rows) yield printed(row);
}

/** The words of a sentence in a language. */
export const wordsIn = (sentence: Sentence, language: Language) => (language === 'en' ? sentence.en : sentence.zh);
