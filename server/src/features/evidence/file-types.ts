import { fileTypeFromBuffer } from 'file-type';

export const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** The old Office container holds .doc and .xls alike; which one does not matter for keeping it. */
const oldOffice = 'application/x-cfb';
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];

/** What may be stored as evidence, by its bytes. */
const accepted = new Set([...pictures, 'application/pdf', word, excel, oldOffice]);

/** What the ending of a name promises. Chat programs and phones name one kind of picture like another, and every reader copes. */
const promised: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['jpg', 'jpeg', 'jpe', 'png', 'webp', 'heic', 'heif'].map((ending) => [ending, pictures])),
  pdf: ['application/pdf'],
  docx: [word],
  xlsx: [excel],
  doc: [oldOffice, word],
  xls: [oldOffice, excel],
};

/**
 * The ending of a name that promises another content than the file has, such as a text that is called a photo; null where
 * they agree or the ending promises nothing.
 * @param fileName as it is shown, without marks that hide its ending
 */
export function brokenPromise(fileName: string, mediaType: string): string | null {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const allowed = Object.hasOwn(promised, ending) ? promised[ending] : undefined;
  return allowed === undefined || allowed.includes(mediaType) ? null : ending;
}

/** Pictures of which a re-encoded copy can be shown. */
export const shownPictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * The media type of a file by its first bytes. Plain text has no magic bytes and is recognised by being valid text without
 * control characters.
 * @param head at least the first 4,100 bytes, or all of a shorter file
 * @returns `{ ok: false }` with what it seems to be when it may not be stored
 */
export async function detectType(
  head: Buffer,
): Promise<{ ok: true; mediaType: string } | { ok: false; seems: string }> {
  const found = await fileTypeFromBuffer(head);
  if (found) return accepted.has(found.mime) ? { ok: true, mediaType: found.mime } : { ok: false, seems: found.ext };
  return looksLikeText(head) ? { ok: true, mediaType: 'text/plain' } : { ok: false, seems: '?' };
}

function looksLikeText(head: Buffer): boolean {
  if (
    head
      .subarray(0, 400)
      .toString('latin1')
      .trimStart()
      .toLowerCase()
      .match(/^(<\?xml[^>]*>\s*)?(<!doctype|<svg|<html|<script)/)
  )
    return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
  const control = /[\u0000-\u0008\u000E-\u001F]/;
  // The last characters of the head may be cut in two; only what is surely whole is looked at.
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      return !control.test(new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true }));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return false;
}
