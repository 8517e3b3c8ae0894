import { createHash } from 'node:crypto';
import type { Language } from '../locale/messages.ts';
import { plainCell } from './cell-text.ts';

/** Which export a file is of: enough to ask for the same list again. */
export interface Mark {
  /** The kind of ledger. */
  kind: string;
  /** The language of its words. */
  language: Language;
  /** The instant of the export. */
  at: string;
  /** The filter, as the route of the export takes it. */
  query: Record<string, unknown>;
}

/** A row's code: the mark of its export as it is written, its id, and what its cells said. */
export interface RowCode {
  mark: string;
  id: string;
  digests: ReadonlySet<string>;
}

const prefix = 'xieli';
/** Signs of a digest, 24 bits: it tells where a difference comes from, and never whether there is one. */
const digestLength = 4;

/** The mark as one word without white space, as it stands above the table and in the code of each row. */
export function writeMark({ kind, language, at, query }: Mark): string {
  const said = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  const filter = Buffer.from(JSON.stringify(said)).toString('base64url');
  return [prefix, kind, language === 'en' ? 'en' : 'zh', Date.parse(at).toString(36), filter].join('.');
}

/**
 * The code of a row. It is no secret and proves nothing: whoever changes it changes what is said of the file, and gets to see
 * nothing else.
 * @param titles of the cells, in their order
 */
export function writeRowCode(mark: string, id: string, titles: readonly string[], cells: readonly string[]): string {
  const digests = cells.map((cell, at) => digestOf(id, titles[at] ?? '', cell));
  return `${mark}.${id}.${digests.join('')}`;
}

/** A short digest of what one cell says. The id and the title are in it, so that equal texts differ. */
export function digestOf(id: string, title: string, text: string): string {
  return createHash('sha256')
    .update(`${id}\n${title}\n${plainCell(text)}`)
    .digest('base64url')
    .slice(0, digestLength);
}

const codeForm = /^(xieli\.\w+\.(?:zh|en)\.[0-9a-z]+\.[\w-]*)(?:\.([0-9a-f-]{36})\.([\w-]*))?$/;

/** The code that a cell holds, or null. The mark above a table has no id. */
export function readCode(text: string): (Omit<RowCode, 'id'> & { id: string | null }) | null {
  const [, mark, id, digests = ''] = codeForm.exec(text.trim()) ?? [];
  if (mark === undefined) return null;
  const each = digests.match(new RegExp(`.{${digestLength}}`, 'g')) ?? [];
  return { mark, id: id ?? null, digests: new Set(each) };
}

/** What a mark says, or null where its filter or its moment is none. */
export function readMark(mark: string): Mark | null {
  const [, kind = '', language, at = '', filter = ''] = mark.split('.');
  const moment = new Date(Number.parseInt(at, 36));
  if (Number.isNaN(moment.getTime())) return null;
  try {
    const query: unknown = JSON.parse(Buffer.from(filter, 'base64url').toString());
    if (typeof query !== 'object' || query === null || Array.isArray(query)) return null;
    return { kind, language: language === 'en' ? 'en' : 'zh-CN', at: moment.toISOString(), query: { ...query } };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
