import { type Block, plain } from '@xieli/gongwen';
import { type Zippable, zipSync } from 'fflate';
import { filledPart, isRefusal, openTemplate, type Refusal, textOf } from './archive.ts';
import { blocksXml } from './blocks.ts';
import { type FieldName, fieldOf, type TemplateField, templateFields } from './fields.ts';
import { type Paragraph, paragraphsOf, type Range } from './paragraphs.ts';
import { safeText } from './xml-text.ts';

/** What a paper gives to a template: the text of each field, or the blocks of those that take several paragraphs. */
export type TemplateContent = Partial<Record<FieldName, string | readonly Block[]>>;

export type FillAnswer = { ok: true; bytes: Uint8Array } | ({ ok: false } & Refusal);

/** The oldest time a zip can carry; built from local parts, because the format has no time zone. */
const noTime = new Date(1980, 0, 1);
/** What a repeated row says where there is no record. */
const noRecord = '无';

interface Edit extends Range {
  xml: string;
}

/**
 * Fills a template. The same template and content give the same bytes; parts without a field are handed on byte for byte, and
 * in the others nothing is touched but the fields. Values are put in once and never read as a template again.
 */
export function fillTemplate(bytes: Uint8Array, content: TemplateContent): FillAnswer {
  const parts = openTemplate(bytes);
  if (isRefusal(parts)) return { ok: false, ...parts };
  const filled: Zippable = {};
  for (const [name, part] of Object.entries(parts)) {
    if (!filledPart.test(name)) {
      filled[name] = part;
      continue;
    }
    const xml = textOf(part);
    const paragraphs = xml === null ? null : paragraphsOf(xml);
    if (xml === null || paragraphs === null) return { ok: false, reason: 'damaged', detail: name };
    const edited = applied(xml, { start: 0, end: xml.length }, editsOf(xml, paragraphs, content));
    filled[name] = edited === xml ? part : new TextEncoder().encode(edited);
  }
  return { ok: true, bytes: zipSync(filled, { mtime: noTime, level: 6 }) };
}

function editsOf(xml: string, paragraphs: readonly Paragraph[], content: TemplateContent): Edit[] {
  const repeated = new Map<Range, FieldName>();
  for (const { row, fields } of paragraphs)
    for (const { name } of fields) {
      const addressed = fieldOf(name);
      if (row && addressed?.column !== undefined) repeated.set(row, addressed.name);
    }
  const inside = (range: Range) => paragraphs.filter(({ start, end }) => start >= range.start && end <= range.end);
  const taken = new Set([...repeated.keys()].flatMap(inside));
  const rows = [...repeated].map(([row, table]): Edit => {
    const copies = recordsOf(table, content).map((record, i) => {
      const edits = inside(row).flatMap((paragraph) => paragraphEdits(paragraph, content, record));
      const copy = applied(xml, row, edits);
      return i === 0 ? copy : withoutNames(copy);
    });
    return { ...row, xml: copies.join('') };
  });
  const others = paragraphs.filter((paragraph) => !taken.has(paragraph));
  return [...rows, ...others.flatMap((paragraph) => paragraphEdits(paragraph, content, {}))];
}

/** Names that stand once in a document: of paragraphs, which Word gives anew, and of bookmarks, which stay with the first. */
function withoutNames(row: string): string {
  return row.replace(/ w14:(?:paraId|textId)="[^"]*"/g, '').replace(/<w:bookmark(?:Start|End)\b[^>]*\/>/g, '');
}

/** The rows of a table as texts by the names that a template gives their columns. */
function recordsOf(name: FieldName, content: TemplateContent): Record<string, string>[] {
  const { columns = [] }: TemplateField = templateFields[name];
  const blocks = content[name];
  const table = Array.isArray(blocks) ? (blocks as readonly Block[]).find(({ kind }) => kind === 'table') : undefined;
  const rows = table?.kind === 'table' ? table.rows : [];
  // The second column says what a record is; the first only counts it.
  if (rows.length === 0) return [{ [`${name}.${columns[1] ?? ''}`]: noRecord }];
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [`${name}.${column}`, plain(row[i] ?? '')])));
}

function paragraphEdits(paragraph: Paragraph, content: TemplateContent, record: Record<string, string>): Edit[] {
  const [first] = paragraph.fields;
  if (!first) return [];
  const blocks = blocksFor(first.name, content);
  if (blocks) {
    const look = paragraph.segments.find(({ at, text }) => at + text.length > first.start)?.look ?? '';
    return [{ start: paragraph.start, end: paragraph.end, xml: blocksXml(blocks, paragraph, look) }];
  }
  const values = paragraph.fields.map(({ name }) => record[name] ?? textFor(name, content));
  const isOptional = ({ name }: { name: string }) => fieldOf(name)?.field.optional === true;
  // A label without what it labels says nothing: 抄送： with nobody behind it.
  const isVoid = paragraph.fields.every(isOptional) && values.every((value) => value === '');
  return paragraph.segments.flatMap((segment): Edit[] => {
    const xml = isVoid ? '' : segmentText(paragraph, segment, values);
    if (xml === null) return [];
    return [{ start: segment.start, end: segment.end, xml: `<w:t xml:space="preserve">${xml}</w:t>` }];
  });
}

function blocksFor(name: string, content: TemplateContent): readonly Block[] | null {
  const addressed = fieldOf(name);
  if (!addressed || addressed.column !== undefined || addressed.field.sort === 'text') return null;
  const value = content[addressed.name];
  return typeof value === 'string' ? [{ kind: 'paragraph', text: value }] : (value ?? []);
}

function textFor(name: string, content: TemplateContent): string {
  const addressed = fieldOf(name);
  const value = addressed && addressed.column === undefined ? content[addressed.name] : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * The new text of one `w:t` as XML: what stands between the fields, and each value in the piece where its field begins.
 * @returns null where no field reaches into it
 */
function segmentText(paragraph: Paragraph, segment: Paragraph['segments'][number], values: string[]): string | null {
  const end = segment.at + segment.text.length;
  let at = segment.at;
  let xml = '';
  let isTouched = false;
  for (const [i, field] of paragraph.fields.entries()) {
    if (field.end <= segment.at || field.start >= end) continue;
    isTouched = true;
    if (field.start >= segment.at) xml += safeText(paragraph.text.slice(at, field.start)) + lines(values[i] ?? '');
    at = Math.min(field.end, end);
  }
  return isTouched ? xml + safeText(paragraph.text.slice(at, end)) : null;
}

function lines(value: string): string {
  return value.split('\n').map(safeText).join('</w:t><w:br/><w:t xml:space="preserve">');
}

/** A range of a part with its edits made; they do not overlap. */
function applied(xml: string, range: Range, edits: readonly Edit[]): string {
  let text = '';
  let at = range.start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += xml.slice(at, edit.start) + edit.xml;
    at = edit.end;
  }
  return text + xml.slice(at, range.end);
}
