import { strToU8, zipSync } from 'fflate';
import { FILE_LIMIT_BYTES, notesOf, type ReadRefusal, type ReadResult, refuse, TEXT_LIMIT_BYTES } from './result.ts';
import { stripNuls } from './txt.ts';
import { writeNumbers } from './word-numbering.ts';
import { plainLines, xmlTags } from './xml.ts';
import { isRefusal, readDirectory, unpack, type ZipDirectory } from './zip.ts';

const DOCUMENT_PART = 'word/document.xml';
const READ_PART =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document|numbering|styles|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|word\/_rels\/document\.xml\.rels)$/;
const HEAD_PART = /^word\/(?:header|footer)\d*\.xml$/;

/**
 * Reads a Word file into lines: paragraphs, rows with their cells joined by tabs, automatic numbers as printed. Sizes are
 * checked before anything is unpacked; files with macros are refused.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadResult> {
  if (bytes.length > FILE_LIMIT_BYTES) return refuse('tooLarge', 'docx');
  const directory = readDirectory(bytes);
  if (isRefusal(directory)) return directory;
  const parts = readParts(bytes, directory);
  if (isRefusal(parts)) return parts;
  const documentXml = parts.get(DOCUMENT_PART) as string;
  const numbered = writeNumbers(
    documentXml,
    parts.get('word/numbering.xml') ?? null,
    parts.get('word/styles.xml') ?? null,
  );
  if (isRefusal(numbered)) return numbered;
  const body = await readBody(parts, numbered.xml);
  if (isRefusal(body)) return body;
  const { text, nuls } = stripNuls(body.lines.join('\n'));
  if (text.length > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'text');
  if (text.trim() === '') return refuse('empty', 'noText');
  const heads = linesOfHeads(parts);
  const boxes = plainLines(documentXml, 'txbxContent');
  const read = new Set(body.lines.map((line) => line.trim()));
  return {
    ok: true,
    text,
    format: 'docx',
    encoding: null,
    headParts: [heads.join('\n'), boxes.join('\n')].filter((part) => part !== ''),
    notes: notesOf({
      nulRemoved: nuls,
      numberingRestored: numbered.count,
      changesTakenAsFinal: countChanges(documentXml),
      picturesLeftOut: body.pictures,
      footnotesLeftOut: [...linesOf(parts, 'word/footnotes.xml'), ...linesOf(parts, 'word/endnotes.xml')],
      runningLinesLeftOut: heads,
      // Most boxes are read with the paragraph that they hang on.
      textBoxesLeftOut: boxes.filter((line) => !read.has(line)),
      commentsLeftOut: linesOf(parts, 'word/comments.xml'),
    }),
  };
}

/** The XML parts that are read, unpacked and checked. */
function readParts(bytes: Uint8Array, directory: ZipDirectory): Map<string, string> | ReadRefusal {
  const names = [...directory.entries.keys()];
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) return refuse('macros', 'vbaProject');
  if (!directory.entries.has(DOCUMENT_PART)) {
    if (directory.entries.has('OFD.xml')) return refuse('unsupportedFormat', 'ofd');
    const other = names.find((name) => /^(?:xl|ppt)\//.test(name));
    return other ? refuse('unsupportedFormat', other.slice(0, other.indexOf('/'))) : refuse('notADocument', 'zip');
  }
  const parts = new Map<string, string>();
  for (const [name, entry] of directory.entries) {
    if (!READ_PART.test(name)) continue;
    if (entry.encrypted) return refuse('encrypted', 'zip');
    const unpacked = unpack(bytes, entry);
    if (isRefusal(unpacked)) return unpacked;
    const xml = new TextDecoder('utf-8').decode(unpacked);
    // Word writes no document type; entities in one could blow up in memory.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return refuse('notADocument', 'documentType');
    parts.set(name, xml);
  }
  if (/macroEnabled/i.test(parts.get('[Content_Types].xml') ?? '')) return refuse('macros', 'contentType');
  return parts;
}

const linesOf = (parts: Map<string, string>, name: string): string[] => plainLines(parts.get(name) ?? '');

const linesOfHeads = (parts: Map<string, string>): string[] =>
  [...parts].flatMap(([name, xml]) => (HEAD_PART.test(name) ? plainLines(xml) : []));

const CHANGES = new Set(['ins', 'del', 'moveFrom', 'moveTo']);

/** Changes that somebody tracked and nobody has accepted yet; the mark of a paragraph or row counts as one. */
function countChanges(documentXml: string): number {
  let count = 0;
  for (const tag of xmlTags(documentXml)) if (tag.kind !== 'close' && CHANGES.has(tag.name)) count += 1;
  return count;
}

/** The parts of mammoth's document tree that are read here. */
interface WordNode {
  type: string;
  value?: string;
  children?: WordNode[];
  colSpan?: number;
  rowSpan?: number;
}

async function readBody(
  parts: Map<string, string>,
  documentXml: string,
): Promise<{ lines: string[]; pictures: number } | ReadRefusal> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, xml] of parts)
    if (!HEAD_PART.test(name)) files[name] = strToU8(name === DOCUMENT_PART ? documentXml : xml);
  const { default: mammoth } = await import('mammoth');
  let root: WordNode | null = null;
  try {
    const archive = zipSync(files, { level: 0 });
    await mammoth.convertToHtml(
      // The library takes one in Node and the other in a browser.
      {
        arrayBuffer: archive.buffer as ArrayBuffer,
        ...(typeof Buffer === 'undefined' ? {} : { buffer: Buffer.from(archive) }),
      },
      {
        transformDocument: (document: WordNode) => {
          root = document;
          return { ...document, children: [] };
        },
      },
    );
  } catch {
    // The library reports a damaged file by whatever error it stumbles over; the person can only save it anew.
    return refuse('damaged', 'wordXml');
  }
  if (root === null) return refuse('damaged', 'wordXml');
  return linesOfTree(root);
}

function linesOfTree(root: WordNode): { lines: string[]; pictures: number } | ReadRefusal {
  const lines: string[] = [];
  let length = 0;
  // One by one: a paragraph may hold more lines than a call takes arguments, and spans more cells than the file has signs.
  const take = (found: Iterable<string>): void => {
    for (const line of found) {
      if (length > TEXT_LIMIT_BYTES) return;
      length += line.length + 1;
      lines.push(line);
    }
  };
  const count = { pictures: 0 };
  const visit = (node: WordNode): void => {
    if (node.type === 'table') take(rowsOf(node, count));
    else if (node.type === 'paragraph') take(inlineText(node, '\n', count).split('\n'));
    else for (const child of node.children ?? []) visit(child);
  };
  for (const child of root.children ?? []) visit(child);
  return length > TEXT_LIMIT_BYTES ? refuse('tooLarge', 'text') : { lines, ...count };
}

/** Rows as lines; a cell that spans rows or columns is followed by empty cells (GUIDE, first part). */
function* rowsOf(table: WordNode, count: { pictures: number }): Generator<string> {
  const covered = new Map<number, number>();
  for (const row of table.children ?? []) {
    if (row.type !== 'tableRow') continue;
    const cells: string[] = [];
    const fillCovered = () => {
      while ((covered.get(cells.length) ?? 0) > 0) {
        covered.set(cells.length, (covered.get(cells.length) ?? 0) - 1);
        cells.push('');
      }
    };
    for (const cell of row.children ?? []) {
      fillCovered();
      const start = cells.length;
      cells.push(inlineText(cell, ' ', count).replace(/\s+/g, ' ').trim());
      const columns = Math.min(Math.max(cell.colSpan ?? 1, 1), 200);
      for (let extra = 1; extra < columns; extra += 1) cells.push('');
      for (let column = start; column < cells.length; column += 1)
        covered.set(column, Math.max(0, (cell.rowSpan ?? 1) - 1));
    }
    fillCovered();
    yield cells.join('\t');
  }
}

/** The text of a node; a soft break becomes `lineBreak`, a tab a blank so that it makes no row. */
function inlineText(node: WordNode, lineBreak: string, count: { pictures: number }): string {
  if (node.type === 'text') return (node.value ?? '').replace(/[\r\n\t]/g, ' ');
  if (node.type === 'tab') return ' ';
  if (node.type === 'break') return lineBreak;
  if (node.type === 'image') count.pictures += 1;
  const joint = node.type === 'tableCell' || node.type === 'table' || node.type === 'tableRow' ? ' ' : '';
  return (node.children ?? []).map((child) => inlineText(child, lineBreak, count)).join(joint);
}
