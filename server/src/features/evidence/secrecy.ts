import { findSecrecyMark, type RefusalReason, readDocument } from '@xieli/directive';
import { askReader } from '../../platform/readers/reader.ts';

/** The bytes, and a name whose ending says what they were found to be. */
export interface SecrecyQuestion {
  bytes: Uint8Array;
  fileName: string;
}

export type SecrecyAnswer =
  | { kind: 'clean' }
  | { kind: 'marked'; line: string }
  | { kind: 'unreadable'; reason: RefusalReason };

const limits = { memoryMb: 512, timeMs: 60_000 };

/** Reads a document and looks for 秘密, 机密 or 绝密 in its head (spine.md 3.5). */
export async function searchForMark({ bytes, fileName }: SecrecyQuestion): Promise<SecrecyAnswer> {
  const read = await readDocument(bytes, fileName);
  if (!read.ok) return { kind: 'unreadable', reason: read.reason };
  const mark = findSecrecyMark(read.text, read.headParts);
  return mark ? { kind: 'marked', line: mark.line } : { kind: 'clean' };
}

/** The same in a process of its own, for archives that may be built to do harm. */
export function searchForMarkSafely(question: SecrecyQuestion): Promise<SecrecyAnswer | 'exhausted'> {
  return askReader(new URL('./secrecy-worker.ts', import.meta.url), question, limits);
}
