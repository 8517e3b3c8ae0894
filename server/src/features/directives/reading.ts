import type { ParsedDirective } from '@xieli/directive';
import { refused } from '../../platform/http/problems.ts';
import { askReader } from '../../platform/readers/reader.ts';
import { say } from './messages.ts';
import { readingRefusal } from './reading-refusals.ts';
import type { ReadingAnswer, ReadingNote, ReadingTask } from './reading-worker.ts';
import type { ReadingChoices } from './shapes.ts';

/** A document of 100 pages takes well under a second; what needs this long is an attack or a fault. */
const limits = { memoryMb: 512, timeMs: 60_000 };
const worker = new URL('./reading-worker.ts', import.meta.url);

export interface ReadDocument {
  text: string;
  format: string;
  /** What the person should know of the reading. */
  notes: ReadingNote[];
  parsed: ParsedDirective;
}

/**
 * Reads an uploaded file and what it asks, in a process of its own with limits of time and memory.
 * @param referenceDate the day that 明年 and 月底 count from
 * @throws Problem refused with what, where and how to mend; the bytes are neither kept nor logged here
 */
export function readFileSafely(
  bytes: Uint8Array,
  fileName: string,
  referenceDate: string,
  choices: ReadingChoices,
): Promise<ReadDocument> {
  return read({ kind: 'file', bytes, fileName, referenceDate, ...choices }, fileName);
}

/** The same for text that was pasted. */
export function readTextSafely(text: string, referenceDate: string, choices: ReadingChoices): Promise<ReadDocument> {
  return read({ kind: 'text', text, referenceDate, ...choices }, '');
}

async function read(task: ReadingTask, fileName: string): Promise<ReadDocument> {
  const answer = await askReader<ReadingAnswer>(worker, task, limits);
  if (answer === 'exhausted') throw refused(say.tooSlow());
  if (answer.kind === 'secret') throw refused(say.secret({ line: answer.line, mark: answer.mark }));
  if (answer.kind === 'unreadable') throw refused(readingRefusal(answer, fileName));
  return answer;
}
