import { attributeOf, decodeEntities, type XmlTag, xmlTags } from '@xieli/directive';

/** A stretch of a part's XML. */
export interface Range {
  start: number;
  end: number;
}

/** The text of one `w:t`, with its place in the paragraph's text and that of the whole element in the part. */
export interface Segment extends Range {
  at: number;
  text: string;
  /** Properties of its run, as XML. */
  look: string;
}

/** A field as it is written: its name without braces, and its place in the paragraph's text. */
export interface Written extends Range {
  name: string;
}

export interface Paragraph extends Range {
  text: string;
  segments: Segment[];
  fields: Written[];
  /** Paragraph properties, as XML. */
  properties: string;
  /** Bookmarks, which have their other end elsewhere, as XML. */
  bookmarks: string;
  /** It holds a picture, a note or a field of the word processor. */
  holdsMore: boolean;
  /** The innermost table row around it. */
  row: Range | null;
  /** Codes of the word processor's own fields. */
  codes: string;
}

/** The longest name that can be meant as a field. */
const longestName = 60;
/** Word splits a field over runs as it likes; within the paragraph's text it is whole. Input methods give wide braces. */
const fieldPattern = /(?:\{\{|｛｛)([^{}｛｝\t]*)(?:\}\}|｝｝)/g;
/** Stands for what is no text: no field reaches over it. */
const opaque = '\uFFFC';
const more: ReadonlySet<string> = new Set([
  ...['drawing', 'pict', 'object', 'fldChar', 'fldSimple', 'footnoteReference', 'endnoteReference'],
  ...['commentReference', 'sym', 'AlternateContent'],
]);

interface Open {
  name: string;
  tag: XmlTag;
}

/**
 * The paragraphs of a part of a Word document in the order in which they end, those in text boxes and table cells included.
 * @returns null where the XML is not well formed or no part of such a document
 */
export function paragraphsOf(xml: string): Paragraph[] | null {
  const open: Open[] = [];
  const found: Paragraph[] = [];
  const within: Paragraph[] = [];
  const rows: Range[] = [];
  const looks: string[] = [];
  let isWord = false;
  for (const tag of xmlTags(xml)) {
    const name = wordName(xml, tag);
    const parent = open.at(-1)?.name;
    const paragraph = within.at(-1);
    if (open.length === 0) {
      if (isWord || tag.kind !== 'open' || !/^w:(?:document|hdr|ftr|footnotes|endnotes)$/.test(name)) return null;
      isWord = true;
    }
    if (tag.kind !== 'close') {
      if (paragraph) noteIn(paragraph, name, parent, tag, xml);
      if (tag.kind === 'empty') continue;
      open.push({ name, tag });
      if (name === 'w:r') looks.push('');
      if (name === 'w:tr') rows.push({ start: tag.start, end: tag.start });
      if (name === 'w:p') within.push(emptyParagraph(tag.start, rows.at(-1) ?? null));
      continue;
    }
    const opened = open.pop();
    if (opened?.name !== name) return null;
    const range = { start: opened.tag.start, end: tag.end };
    const above = open.at(-1)?.name;
    if (name === 'w:r') looks.pop();
    if (name === 'w:rPr' && above === 'w:r') looks[looks.length - 1] = xml.slice(range.start, range.end);
    if (name === 'w:tr') Object.assign(rows.pop() ?? {}, range);
    if (!paragraph) continue;
    if (name === 'w:pPr' && above === 'w:p') paragraph.properties = xml.slice(range.start, range.end);
    if (name === 'w:instrText') paragraph.codes += decodeEntities(xml.slice(opened.tag.end, tag.start));
    if (name === 'w:t') addText(paragraph, range, xml.slice(opened.tag.end, tag.start), looks.at(-1) ?? '');
    if (name === 'w:p') {
      paragraph.end = tag.end;
      paragraph.fields = fieldsIn(paragraph.text);
      found.push(paragraph);
      within.pop();
    }
  }
  return isWord && open.length === 0 ? found : null;
}

/** Its name with `w:` where it is Word's own; the others keep a name that no rule here knows. */
function wordName(xml: string, tag: XmlTag): string {
  const isOwn = xml.startsWith('w:', tag.start + (tag.kind === 'close' ? 2 : 1));
  return isOwn ? `w:${tag.name}` : tag.name;
}

function emptyParagraph(start: number, row: Range | null): Paragraph {
  return {
    ...{ start, end: start, text: '', segments: [], fields: [], properties: '', bookmarks: '' },
    ...{ holdsMore: false, row, codes: '' },
  };
}

function noteIn(paragraph: Paragraph, name: string, parent: string | undefined, tag: XmlTag, xml: string): void {
  if (name === 'w:bookmarkStart' || name === 'w:bookmarkEnd') paragraph.bookmarks += xml.slice(tag.start, tag.end);
  if (more.has(name.replace(/^w:/, ''))) paragraph.holdsMore = true;
  if (name === 'w:fldSimple') paragraph.codes += `${attributeOf(tag, 'instr') ?? ''}\n`;
  // The codes of one field follow each other in pieces; the next field begins anew.
  if (name === 'w:fldChar') paragraph.codes += '\n';
  if (parent === 'w:r' && ['w:tab', 'w:br', 'w:cr', 'w:noBreakHyphen'].includes(name)) paragraph.text += '\t';
}

function addText(paragraph: Paragraph, range: Range, raw: string, look: string): void {
  // CDATA and comments inside a text are no one's doing; such a text is left as it is.
  const text = raw.includes('<') ? opaque : decodeEntities(raw);
  if (!raw.includes('<')) paragraph.segments.push({ ...range, at: paragraph.text.length, text, look });
  paragraph.text += text;
}

function fieldsIn(text: string): Written[] {
  return [...text.matchAll(fieldPattern)].flatMap((match) => {
    const name = (match[1] ?? '').replace(/\s+/g, '').replaceAll('．', '.');
    if (name.length > longestName) return [];
    return [{ name, start: match.index, end: match.index + match[0].length }];
  });
}

/** What is left of a paragraph's text without its fields. */
export function textBeside({ text, fields }: Pick<Paragraph, 'text' | 'fields'>): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of fields) {
    rest += `${text.slice(at, start)}${opaque}`;
    at = end;
  }
  return rest + text.slice(at);
}

/** Whether a field stands alone, so that other paragraphs and tables can take the place of its own. */
export function standsAlone(paragraph: Paragraph): boolean {
  return (
    paragraph.fields.length === 1 && !paragraph.holdsMore && textBeside(paragraph).replaceAll(opaque, '').trim() === ''
  );
}
