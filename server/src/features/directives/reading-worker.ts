import {
  findSecrecyMark,
  type ParsedDirective,
  parseDirective,
  type ReadNote,
  type RefusalReason,
  readDocument,
  readPlain,
} from '@xieli/directive';
import { answerQuestions } from '../../platform/readers/answering.ts';
import type { ReadingChoices } from './shapes.ts';

/** What the reader is asked. */
export type ReadingTask = ReadingChoices & { referenceDate: string } & (
    | { kind: 'file'; bytes: Uint8Array; fileName: string }
    | { kind: 'text'; text: string }
  );

/** What a person should know of a reading, the words of the document that were left out, and how many more there are. */
export type ReadingNote = Pick<ReadNote, 'key' | 'words' | 'untold'>;

/** What it answers; every outcome is a value, an exception is a fault of the program. */
export type ReadingAnswer =
  | { kind: 'read'; text: string; format: string; notes: ReadingNote[]; parsed: ParsedDirective }
  | { kind: 'secret'; line: string; mark: string }
  | { kind: 'unreadable'; reason: RefusalReason; detail: string };

async function answer(task: ReadingTask): Promise<ReadingAnswer> {
  const { referenceDate, keepBreaks, kept } = task;
  const source =
    task.kind === 'text'
      ? readPlain(task.text.replace(/\r\n?/g, '\n'), { keepBreaks })
      : await readDocument(task.bytes, task.fileName, { keepBreaks });
  if (!source.ok) return { kind: 'unreadable', reason: source.reason, detail: source.detail };
  const mark = findSecrecyMark(source.text, source.headParts);
  if (mark) return { kind: 'secret', line: mark.line, mark: mark.level };
  // A lone surrogate is no character and the database would refuse it; the replacement has the same length, so no span moves.
  const text = source.text.toWellFormed();
  const notes = source.notes.map(({ key, words, untold }) => ({
    ...{ key, words: words.map((line) => line.toWellFormed()), untold },
  }));
  const format = task.kind === 'text' ? 'pasted' : source.format;
  return { kind: 'read', text, format, notes, parsed: parseDirective(text, { referenceDate, kept }) };
}

answerQuestions(answer);
