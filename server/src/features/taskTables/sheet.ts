import { refused } from '../../platform/http/problems.ts';
import { askReader } from '../../platform/readers/reader.ts';
import type { Grid } from './grid.ts';
import { say } from './messages.ts';
import type { ReadAnswer } from './workbook.ts';

const limits = { memoryMb: 512, timeMs: 60_000 };
const worker = new URL('./sheet-worker.ts', import.meta.url);

/**
 * Reads an uploaded workbook in a process of its own, with limits.
 * @throws Problem refused with what is wrong and how to mend it
 */
export async function readSheets(bytes: Uint8Array): Promise<Grid[]> {
  const answer = await askReader<ReadAnswer>(worker, bytes, limits);
  if (answer === 'exhausted') throw refused(say.tooHeavy());
  if (answer.ok) return answer.grids;
  if (answer.reason === 'macros') throw refused(say.macros());
  if (answer.reason === 'encrypted') throw refused(say.encrypted());
  if (answer.reason === 'zipBomb') throw refused(say.tooHeavy());
  throw refused(answer.reason === 'unsupportedFormat' ? say.notXlsx() : say.damaged());
}
