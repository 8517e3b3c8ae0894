/** Largest text taken in, in bytes of the file and in characters of what is extracted (spine.md 7.3). */
export const TEXT_LIMIT_BYTES = 10 * 1024 * 1024;
/** Largest Word file taken in; most of such a file is pictures, which are not read. */
export const DOCX_LIMIT_BYTES = 50 * 1024 * 1024;

export type DocumentFormat = 'txt' | 'docx';
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
  | 'empty';

/** Something a person should know of the reading; `key` names the message, `count` how often. */
export interface ReadNote {
  key: 'nulRemoved' | 'numberingRestored' | 'footnotesLeftOut' | 'picturesLeftOut' | 'unsupportedParts';
  count: number;
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
