import type { ReadContext } from '../context.ts';
import type { Download } from '../http/pipeline.ts';
import { type Language, messages, type Sentence, speak } from '../locale/messages.ts';
import { streamedSheet } from './download.ts';

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
}

/** The words of a closed set of values in one language; a value without words stands as it is. */
export function wordsOf(sentences: Readonly<Record<string, Sentence>>, language: Language): (value: string) => string {
  return (value) => sentences[value]?.[language === 'en' ? 'en' : 'zh'] ?? value;
}

interface ListSheet<Row> {
  title: Sentence;
  columns: readonly SheetColumn<Row>[];
  /** As it was asked for; the audit keeps what was taken along. */
  filter: Record<string, unknown>;
  /** A page of the list and where the next begins, as the list itself is read. */
  page: (cursor: string | undefined) => Promise<{ items: Row[]; next: string | null }>;
}

/**
 * A list as a spreadsheet, with every column and every row that its filter leaves, in its order: page after page is read while
 * the file is sent, so there is no cap. The first page is read before anything is sent, so that a refusal reaches the reader
 * as one.
 * @throws Problem as the first page does
 */
export async function listSheet<Row>(
  context: ReadContext,
  { title, columns, filter, page }: ListSheet<Row>,
  language: Language,
): Promise<Download> {
  const words = (sentence: Sentence) => (language === 'en' ? sentence.en : sentence.zh);
  context.note({ filter });
  const first = await page(undefined);
  async function* rows() {
    for (let read = first; ; read = await page(read.next)) {
      for (const row of read.items) yield columns.map((column) => column.cell(row));
      if (read.next === null) return;
    }
  }
  return streamedSheet(`${words(title)} ${context.today}`, {
    sheet: words(title),
    title: words(title),
    unit: speak(say.by({ name: context.actor.displayName }), language),
    date: speak(say.on({ day: context.today }), language),
    columns: columns.map((column) => ({ title: words(column.title), width: column.width })),
    rows: rows(),
  });
}
