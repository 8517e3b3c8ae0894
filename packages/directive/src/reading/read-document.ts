import { readDocx } from './docx.ts';
import { type ReadResult, refuse } from './result.ts';
import { holdsWord, signatureOf } from './signatures.ts';
import { readText } from './txt.ts';

/** Known endings that are not read here; the person is told to save as .docx. */
const OTHER_FORMATS = new Set([
  'doc',
  'wps',
  'pdf',
  'ofd',
  'rtf',
  'odt',
  'xls',
  'xlsx',
  'ppt',
  'pptx',
  'html',
  'htm',
  'et',
  'dps',
]);

/**
 * Reads a file into plain text for `parseDirective`. Never throws on bad bytes: what cannot be read is refused with a
 * reason. The format is told by the bytes; the name only says what the person believes it to be.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<ReadResult> {
  if (bytes.length === 0) return refuse('empty', 'noBytes');
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
  if (/^(?:docm|dotm)$/.test(ending)) return refuse('macros', ending);
  const signature = signatureOf(bytes);
  if (signature === 'ole')
    return holdsWord(bytes, 'EncryptedPackage') ? refuse('encrypted', 'office') : refuse('unsupportedFormat', 'doc');
  if (signature === 'pdf' || signature === 'rtf') return refuse('unsupportedFormat', signature);
  if (signature === 'zip') {
    if (ending === 'txt') return refuse('notADocument', 'zip');
    if (OTHER_FORMATS.has(ending)) return refuse('unsupportedFormat', ending);
    return readDocx(bytes);
  }
  if (signature) return refuse('notADocument', signature);
  if (ending === 'docx') return refuse('notADocument', 'noZip');
  if (OTHER_FORMATS.has(ending)) return refuse('unsupportedFormat', ending);
  return readText(bytes);
}
