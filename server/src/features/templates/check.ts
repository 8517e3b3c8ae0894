import { filledPart, isRefusal, openTemplate, type Parts, type Refusal, textOf } from './archive.ts';
import type { PaperKind } from './contract.ts';
import { fieldNames, fieldOf, nearestName, type TemplateField, templateFields } from './fields.ts';
import { type Paragraph, paragraphsOf, standsAlone, textBeside } from './paragraphs.ts';

export type Place = 'body' | 'header' | 'footer' | 'note' | 'other';

/** Something about the fields of a template. An error keeps it from being used, a warning is to be known. */
export interface TemplateFinding {
  code:
    | 'unknownField'
    | 'unclosedBrace'
    | 'notAlone'
    | 'blockOutsideBody'
    | 'rowOutsideTable'
    | 'twoTablesInRow'
    | 'elsewhere'
    | 'tooMany'
    | 'noField'
    | 'notOfKind'
    | 'missing';
  severity: 'error' | 'warning';
  /** Holds for papers of this kind alone. */
  kind: PaperKind | null;
  field: string;
  where: { place: Place; text: string } | null;
  /** The known name that was probably meant. */
  meant: string | null;
}

export type CheckAnswer = { ok: true; fields: string[]; findings: TemplateFinding[] } | ({ ok: false } & Refusal);

/** More fields than any letterhead has; each is filled with a whole text in the worst case. */
const mostFields = 300;
/** A finding quotes this much of its paragraph. */
const quoted = 40;
/** Codes of the word processor that fetch or start something from outside the file. */
const outsideCode = /^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|RD)\b/im;
const kinds: readonly PaperKind[] = ['progressCircular', 'dispatchNotice', 'urgingLetter'];

/** Checks an uploaded file as a template: first what it is, then each field it names. Pure and total: whatever the bytes. */
export function checkTemplate(bytes: Uint8Array): CheckAnswer {
  const parts = openTemplate(bytes);
  if (isRefusal(parts)) return { ok: false, ...parts };
  const findings: TemplateFinding[] = [];
  const fields = new Set<string>();
  let count = 0;
  for (const [name, part] of Object.entries(parts)) {
    if (!filledPart.test(name)) continue;
    const xml = textOf(part);
    const paragraphs = xml === null ? null : paragraphsOf(xml);
    if (paragraphs === null) return { ok: false, reason: 'damaged', detail: name };
    const code = paragraphs.find(({ codes }) => outsideCode.test(codes));
    if (code) return { ok: false, reason: 'outside', detail: code.codes.trim().slice(0, quoted) };
    for (const paragraph of paragraphs) {
      findings.push(...findingsIn(paragraph, placeOf(name)));
      count += paragraph.fields.length;
      for (const field of paragraph.fields) if (fieldOf(field.name)) fields.add(field.name);
    }
    findings.push(...rowFindings(paragraphs, placeOf(name)));
  }
  findings.push(...elsewhere(parts));
  if (count > mostFields) findings.push(finding('tooMany', String(count)));
  if (count === 0) findings.push(finding('noField', ''));
  return { ok: true, fields: [...fields], findings: [...findings, ...(count === 0 ? [] : byKind([...fields]))] };
}

/** The errors that keep a template from serving these kinds. */
export function errorsFor(findings: readonly TemplateFinding[], served: readonly PaperKind[]): TemplateFinding[] {
  return findings.filter(({ severity, kind }) => severity === 'error' && (kind === null || served.includes(kind)));
}

/** Fields that a paper of the kind should have and the template does not hold. */
export function missingFields(fields: readonly string[], kind: PaperKind): string[] {
  const held = new Set(fields.map((written) => fieldOf(written)?.name));
  return fieldNames.filter((name) => {
    const field: TemplateField = templateFields[name];
    return field.needed && field.kinds.includes(kind) && !held.has(name);
  });
}

function byKind(fields: readonly string[]): TemplateFinding[] {
  return kinds.flatMap((kind) => [
    ...fields
      .filter((written) => !fieldOf(written)?.field.kinds.includes(kind))
      .map((written) => finding('notOfKind', written, { kind })),
    ...missingFields(fields, kind).map((name) => finding('missing', name, { kind, severity: 'warning' })),
  ]);
}

function findingsIn(paragraph: Paragraph, place: Place): TemplateFinding[] {
  const where = { place, text: quote(paragraph.text) };
  const found = paragraph.fields.flatMap((written): TemplateFinding[] => {
    const addressed = fieldOf(written.name);
    if (!addressed) return [finding('unknownField', written.name, { where, meant: nearestName(written.name) })];
    if (addressed.column !== undefined)
      return paragraph.row ? [] : [finding('rowOutsideTable', written.name, { where })];
    if (addressed.field.sort === 'text') return [];
    if (place !== 'body') return [finding('blockOutsideBody', written.name, { where })];
    return standsAlone(paragraph) ? [] : [finding('notAlone', written.name, { where })];
  });
  return /\{\{|\}\}|｛｛|｝｝/.test(textBeside(paragraph))
    ? [...found, finding('unclosedBrace', '', { where })]
    : found;
}

/** A row is repeated for the records of one table, and holds nothing else that takes several paragraphs. */
function rowFindings(paragraphs: readonly Paragraph[], place: Place): TemplateFinding[] {
  const byRow = Map.groupBy(
    paragraphs.filter(({ row }) => row !== null),
    ({ row }) => row,
  );
  const repeats = (inRow: readonly Paragraph[]) =>
    inRow.some(({ fields }) => fields.some(({ name }) => fieldOf(name)?.column));
  const repeated = [...byRow].filter(([, inRow]) => repeats(inRow)).map(([row]) => row);
  return [...byRow].flatMap(([row, inRow]) => {
    const addressed = inRow
      .flatMap(({ fields }) => fields.map(({ name }) => fieldOf(name)))
      .filter((one) => one !== null);
    const tables = new Set(addressed.filter(({ column }) => column !== undefined).map(({ name }) => name));
    const isNested = repeated.some(
      (outer) => outer !== row && outer && row && outer.start < row.start && outer.end > row.end,
    );
    const mixed =
      tables.size > 1 ||
      (tables.size > 0 && isNested) ||
      (tables.size === 1 && addressed.some(({ column, field }) => !column && field.sort !== 'text'));
    const first = inRow.find(({ fields }) => fields.length > 0);
    return mixed
      ? [finding('twoTablesInRow', [...tables].join('、'), { where: { place, text: quote(first?.text ?? '') } })]
      : [];
  });
}

/** Charts, diagrams and comments are not filled; a field there would go out as it stands. */
function elsewhere(parts: Parts): TemplateFinding[] {
  return Object.entries(parts).flatMap(([name, part]) => {
    if (!/^word\/.*\.xml$/.test(name) || filledPart.test(name)) return [];
    const [written] = /\{\{[^{}]+\}\}/.exec((textOf(part) ?? '').replace(/<[^>]*>/g, '')) ?? [];
    return written ? [finding('elsewhere', written, { where: { place: 'other', text: name } })] : [];
  });
}

function finding(
  code: TemplateFinding['code'],
  field: string,
  more: Partial<Omit<TemplateFinding, 'code' | 'field'>> = {},
): TemplateFinding {
  return { code, field, severity: 'error', kind: null, where: null, meant: null, ...more };
}

function placeOf(part: string): Place {
  if (part.startsWith('word/document')) return 'body';
  if (part.startsWith('word/header')) return 'header';
  return part.startsWith('word/footer') ? 'footer' : 'note';
}

function quote(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > quoted ? `${plain.slice(0, quoted)}…` : plain;
}
