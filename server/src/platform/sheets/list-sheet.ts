import type { ReadContext } from '../context.ts';
import { type Language, messages, type Sentence, speak } from '../locale/messages.ts';
import { type Ledger, type LedgerRow, wordsIn } from './ledger.ts';

const say = messages('sheets', {
  by: { zh: '导出人：{name}', en: 'Exported by {name}' },
  on: { zh: '日期：{day}', en: 'Date: {day}' },
});

/** One column of an exported list. */
export interface SheetColumn<Row> {
  title: Sentence;
  /** In characters. */
  width: number;
  cell: (row: Row) => string;
  /** How a person changes what it says, or why nobody can; said where a changed file is read back. */
  change: Sentence;
}

/** Of the column that shows the id itself. */
export const unchanging: Sentence = { zh: '编号不能更改', en: 'Ids are never changed' };

/** The words of a closed set of values in one language; a value without words stands as it is. */
export function wordsOf(sentences: Readonly<Record<string, Sentence>>, language: Language): (value: string) => string {
  return (value) => sentences[value]?.[language === 'en' ? 'en' : 'zh'] ?? value;
}

interface ListSheet<Row> {
  title: Sentence;
  columns: readonly SheetColumn<Row>[];
  /** Id of the record that a row is about. */
  rowId: (row: Row) => string;
  /** Where a record is changed, as in `Ledger`. */
  page: Ledger['page'];
  /** As it was asked for; the audit keeps what was taken along. */
  filter: Record<string, unknown>;
  /** A page of the list and where the next begins, as the list itself is read. */
  read: (cursor: string | undefined) => Promise<{ items: Row[]; next: string | null }>;
}

/**
 * A list as a ledger, with every column and every row that its filter leaves, in its order: page after page is read while
 * the file is sent, so there is no cap. The first page is read before anything is sent, so that a refusal reaches the reader
 * as one.
 * @throws Problem as the first page does
 */
export async function listSheet<Row>(
  context: ReadContext,
  { title, columns, rowId, page, filter, read }: ListSheet<Row>,
  language: Language,
): Promise<Ledger> {
  const words = (sentence: Sentence) => wordsIn(sentence, language);
  context.note({ filter });
  const first = await read(undefined);
  async function* rows(): AsyncGenerator<LedgerRow> {
    for (let here = first; ; here = await read(here.next)) {
      for (const row of here.items) yield { id: rowId(row), cells: columns.map((column) => column.cell(row)) };
      if (here.next === null) return;
    }
  }
  return {
    fileName: `${words(title)} ${context.today}`,
    sheet: words(title),
    title: words(title),
    unit: speak(say.by({ name: context.actor.displayName }), language),
    date: speak(say.on({ day: context.today }), language),
    columns: columns.map((column) => ({ title: words(column.title), width: column.width, change: column.change })),
    rows: rows(),
    page,
  };
}
