import type { Download } from '../http/pipeline.ts';
import { refused } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';
import { askReader } from '../readers/reader.ts';
import { sheetDownload, streamedSheet } from './download.ts';
import type { Paper } from './paper.ts';

const say = messages('printing', {
  tooLong: { zh: '表格过大，未能生成，请按单位分别导出', en: 'The table is too large; export it body by body' },
});

const limits = { memoryMb: 512, timeMs: 60_000 };
const worker = new URL('./print-worker.ts', import.meta.url);
/** Longer tables are streamed, without merged title and print settings, so that memory stays flat (stack.md 7). */
const mostPaperRows = 20_000;

/** Prints a table as .xlsx, in a process of its own, so that a long one holds up nobody. @throws Problem when it is too large */
export function printSheet(paper: Paper): Promise<Buffer> {
  return askSheetWorker(worker, paper);
}

/** Has a workbook written in a process of its own. @throws Problem when it is too large */
export async function askSheetWorker(module: URL, question: unknown): Promise<Buffer> {
  const bytes = await askReader<Uint8Array>(module, question, limits);
  if (bytes === 'exhausted') throw refused(say.tooLong());
  return Buffer.from(bytes);
}

/** A paper as a spreadsheet to be saved; a long one is streamed. */
export async function paperDownload(paper: Paper, name: string): Promise<Download> {
  return paper.rows.length <= mostPaperRows ? sheetDownload(name, await printSheet(paper)) : streamedSheet(name, paper);
}
