/** Largest text taken in, in bytes of the file and in characters of what is extracted (spine.md 7.3). */
export const TEXT_LIMIT_BYTES = 10 * 1024 * 1024;
/** Largest Word or PDF file taken in; most of such a file is pictures, which are not read. */
export const FILE_LIMIT_BYTES = 50 * 1024 * 1024;

export type DocumentFormat = 'txt' | 'docx' | 'doc' | 'pdf';
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be';

export type RefusalReason =
  | 'tooLarge'
  | 'zipBomb'
  | 'macros'
  | 'notADocument'
  | 'unreadableEncoding'
  | 'unsupportedFormat'
  | 'encrypted'
  | 'damaged'
  | 'scanned'
  | 'tooManyPages'
  | 'crowdedPage'
  | 'empty';

/** What was changed in the reading; only how often is told. */
type CountedNote =
  | 'nulRemoved'
  | 'numberingRestored'
  | 'changesTakenAsFinal'
  | 'linesMended'
  | 'lookAlikesReplaced'
  | 'picturesLeftOut';
/** What was left out of the text; its words are told, so that nothing is lost unseen. */
type QuotedNote = 'footnotesLeftOut' | 'commentsLeftOut' | 'textBoxesLeftOut' | 'runningLinesLeftOut' | 'unreadPages';

/**
 * Something a person should know of the reading; `key` names the message, `count` how often, `words` what was left out, and
 * `untold` how many further lines were left out that are not among the words.
 */
export interface ReadNote {
  key: CountedNote | QuotedNote;
  count: number;
  words: string[];
  untold: number;
}

/** So much of what was left out is told, and the rest is counted: a file may be nothing but footnotes. */
const WORDS_LIMIT = 200;
const WORDS_LENGTH = 1_000;

/** The notes that have something to say. Words that come again and again, such as a running head, are told once. */
export function notesOf(found: Partial<Record<CountedNote, number> & Record<QuotedNote, string[]>>): ReadNote[] {
  return Object.entries(found).flatMap(([key, value]): ReadNote[] => {
    const count = typeof value === 'number' ? value : value.length;
    if (count === 0) return [];
    const distinct = typeof value === 'number' ? [] : [...new Set(value)];
    const words = distinct.slice(0, WORDS_LIMIT).map(shortened);
    return [{ key: key as ReadNote['key'], count, words, untold: distinct.length - words.length }];
  });
}

const shortened = (line: string) => (line.length > WORDS_LENGTH ? `${line.slice(0, WORDS_LENGTH - 1)}…` : line);

export interface ReadOptions {
  /** Leaves the lines of a plain text as they are broken. */
  keepBreaks?: boolean;
}

export interface ReadSuccess {
  ok: true;
  text: string;
  format: DocumentFormat;
  encoding: TextEncoding | null;
  /** Texts of headers, footers and text boxes, which are no lines of the text but may carry a secrecy mark. */
  headParts: string[];
  notes: ReadNote[];
}

export interface ReadRefusal {
  ok: false;
  reason: RefusalReason;
  /** A machine word that narrows the reason, such as the format that was recognised; never content of the file. */
  detail: string;
}

export type ReadResult = ReadSuccess | ReadRefusal;

export const refuse = (reason: RefusalReason, detail: string): ReadRefusal => ({ ok: false, reason, detail });
