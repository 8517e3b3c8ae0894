import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { withoutLookAlikes } from './look-alikes.ts';
import { type PageContent, readPage } from './pdf-page.ts';
import { textOfPages } from './pdf-paragraphs.ts';
import { swells } from './pdf-streams.ts';
import { FILE_LIMIT_BYTES, notesOf, type ReadResult, refuse, TEXT_LIMIT_BYTES } from './result.ts';
import { withoutStrayRejections } from './stray-rejections.ts';
import { stripNuls } from './txt.ts';

/** A document of an office has a few hundred pages at most; a book is to be cut into what it asks. */
export const PDF_LIMIT_PAGES = 500;
/** Fewer characters on a page than this, and it is a picture with a stamp on it. */
const LEAST_CHARACTERS = 8;
/** Where less than this share are everyday characters, the fonts do not say which characters they draw. */
const LEAST_EVERYDAY = 0.6;

/**
 * Reads a .pdf that holds text: printed lines mended into paragraphs by where they stand, tables by their lines, running
 * heads, page numbers and footnotes apart from the text. A scan is told apart from an empty file.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadResult> {
  if (bytes.length > FILE_LIMIT_BYTES) return refuse('tooLarge', 'pdf');
  if (swells(bytes)) return refuse('zipBomb', 'pdf');
  return withoutStrayRejections(isOfLibrary, () => readPages(bytes));
}

const isOfLibrary = (error: unknown): boolean =>
  error instanceof Error && (/(?:Exception|FormatError)$/.test(error.name) || /\bpdfjs\b/.test(error.stack ?? ''));

async function readPages(bytes: Uint8Array): Promise<ReadResult> {
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  let pdf: PDFDocumentProxy | null = null;
  try {
    // The library takes the bytes over, and whoever called still needs them.
    pdf = await getDocumentProxy(new Uint8Array(bytes), {
      ...{ verbosity: 0, isEvalSupported: false, disableFontFace: true, useSystemFonts: false },
      ...{ enableXfa: false, isOffscreenCanvasSupported: false, maxImageSize: 1 },
    });
    if (pdf.numPages > PDF_LIMIT_PAGES) return refuse('tooManyPages', 'pdf');
    const operators = (await getResolvedPDFJS()).OPS as unknown as Record<string, number>;
    const pages: PageContent[] = [];
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const content = await readPage(page, operators);
      if (content === 'crowded') return refuse('crowdedPage', String(number));
      page.cleanup();
      characters += content.words.reduce((sum, words) => sum + words.text.length, 0);
      if (characters > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'text');
      pages.push(content);
    }
    return resultOf(pages);
  } catch (error) {
    // The library reports by names what it cannot open, and by whatever it stumbles over what is damaged.
    return error instanceof Error && error.name === 'PasswordException'
      ? refuse('encrypted', 'pdf')
      : refuse('damaged', 'pdf');
  } finally {
    await pdf?.loadingTask.destroy();
  }
}

function resultOf(pages: PageContent[]): ReadResult {
  const charactersOf = ({ words }: PageContent) => words.reduce((sum, { text }) => sum + text.trim().length, 0);
  const unread = pages.flatMap((page, index) => (charactersOf(page) < LEAST_CHARACTERS ? [String(index + 1)] : []));
  if (unread.length === pages.length) return refuse('scanned', 'noText');
  const { lines, mended, footnotes, running } = textOfPages(pages);
  const { text: clean, nuls } = stripNuls(lines.join('\n'));
  const { text, count } = withoutLookAlikes(clean);
  if (text.trim() === '') return refuse('scanned', 'noText');
  if (everydayShare(text) < LEAST_EVERYDAY) return refuse('scanned', 'fonts');
  return {
    ok: true,
    text,
    format: 'pdf',
    encoding: null,
    headParts: running.length > 0 ? [[...new Set(running)].join('\n')] : [],
    notes: notesOf({
      nulRemoved: nuls,
      linesMended: mended,
      lookAlikesReplaced: count,
      footnotesLeftOut: footnotes,
      runningLinesLeftOut: running,
      unreadPages: unread,
    }),
  };
}

function everydayShare(text: string): number {
  const signs = text.replace(/\s/g, '');
  const everyday = signs.match(
    /[\p{Script=Han}\p{Script=Latin}\p{Nd}\u0021-\u007e\u2010-\u203b\u3000-\u303f\uff00-\uffef①-⑳]/gu,
  );
  return signs.length === 0 ? 0 : (everyday?.length ?? 0) / signs.length;
}
