import { readDoc } from './doc.ts';
import { readDocx } from './docx.ts';
import { readPdf } from './pdf.ts';
import { type ReadOptions, type ReadResult, refuse } from './result.ts';
import { signatureOf } from './signatures.ts';
import { readText } from './txt.ts';

/** Known endings that are not read here; the person is told to save as .docx. */
const OTHER_FORMATS = new Set(['ofd', 'rtf', 'odt', 'xls', 'xlsx', 'ppt', 'pptx', 'html', 'htm', 'et', 'dps']);
/** Endings of files that are never plain text. */
const BINARY_FORMATS = new Set(['docx', 'doc', 'wps', 'pdf']);

/**
 * Reads a file into plain text for `parseDirective`. Never throws on bad bytes: what cannot be read is refused with a
 * reason. The format is told by the bytes; the name only says what the person believes it to be. The readers of large
 * formats are loaded when one is met.
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ReadResult> {
  try {
    return await readByItsBytes(bytes, fileName, options);
  } catch (error) {
    // A length or depth that no reader has bounded; every other exception is a fault of the program and is to be seen.
    if (error instanceof RangeError) return refuse('damaged', 'beyondBounds');
    throw error;
  }
}

async function readByItsBytes(bytes: Uint8Array, fileName: string, options: ReadOptions): Promise<ReadResult> {
  if (bytes.length === 0) return refuse('empty', 'noBytes');
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
  if (/^(?:docm|dotm)$/.test(ending)) return refuse('macros', ending);
  const signature = signatureOf(bytes);
  if (signature !== null && ending === 'txt') return refuse('notADocument', signature);
  if (signature === 'ole') return readDoc(bytes, ending);
  if (signature === 'pdf') return readPdf(bytes);
  if (signature === 'rtf') return refuse('unsupportedFormat', signature);
  if (signature === 'zip') return OTHER_FORMATS.has(ending) ? refuse('unsupportedFormat', ending) : readDocx(bytes);
  if (signature) return refuse('notADocument', signature);
  if (OTHER_FORMATS.has(ending)) return refuse('unsupportedFormat', ending);
  if (BINARY_FORMATS.has(ending))
    return looksLikeHtml(bytes) ? refuse('unsupportedFormat', 'html') : refuse('notADocument', `no ${ending}`);
  return readText(bytes, options);
}

/** Office systems hand out web pages under the name of a Word file. */
function looksLikeHtml(bytes: Uint8Array): boolean {
  return /<(?:!doctype html|html|head|body)\b/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)));
}
