import {
  findSecrecyMark,
  type ParsedDirective,
  parseDirective,
  type ReadNote,
  type RefusalReason,
  readDocument,
} from '@xieli/directive';
import { answerQuestions } from '../../platform/readers/answering.ts';

/** What the reader is asked. */
export type ReadingTask =
  | { kind: 'file'; bytes: Uint8Array; fileName: string; referenceDate: string }
  | { kind: 'text'; text: string; referenceDate: string };

export type ReadingNote = ReadNote['key'];

/** What it answers; every outcome is a value, an exception is a fault of the program. */
export type ReadingAnswer =
  | { kind: 'read'; text: string; format: string; notes: ReadingNote[]; parsed: ParsedDirective }
  | { kind: 'secret'; line: string; mark: string }
  | { kind: 'unreadable'; reason: RefusalReason; detail: string };

async function answer(task: ReadingTask): Promise<ReadingAnswer> {
  const source = task.kind === 'text' ? pasted(task.text) : await readDocument(task.bytes, task.fileName);
  if (!source.ok) return { kind: 'unreadable', reason: source.reason, detail: source.detail };
  const mark = findSecrecyMark(source.text, source.headParts);
  if (mark) return { kind: 'secret', line: mark.line, mark: mark.level };
  // A lone surrogate is no character and the database would refuse it; the replacement has the same length, so no span moves.
  const text = source.text.toWellFormed();
  const parsed = parseDirective(text, { referenceDate: task.referenceDate });
  return { kind: 'read', text, format: source.format, notes: source.notes.map((note) => note.key), parsed };
}

function pasted(raw: string): PastedText | { ok: false; reason: 'empty'; detail: string } {
  const kept = raw.replaceAll('\u0000', '');
  const text = kept.replace(/\r\n?/g, '\n');
  if (text.trim() === '') return { ok: false, reason: 'empty', detail: 'pasted' };
  const removed = raw.length - kept.length;
  return {
    ok: true,
    text,
    format: 'pasted',
    headParts: [],
    notes: removed ? [{ key: 'nulRemoved', count: removed }] : [],
  };
}

interface PastedText {
  ok: true;
  text: string;
  format: 'pasted';
  headParts: string[];
  notes: ReadNote[];
}

answerQuestions(answer);
