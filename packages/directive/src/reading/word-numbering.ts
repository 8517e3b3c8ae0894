import { type Level, type ListOfNumber, labelCounter } from './list-labels.ts';
import { type ReadRefusal, refuse, TEXT_LIMIT_BYTES } from './result.ts';
import { attributeOf, encodeText, type XmlTag, xmlTags } from './xml.ts';

/** The numbering of a Word file: lists by number id, and which paragraph styles carry a number. */
interface Numbering {
  levelsOf: (numberId: string) => ListOfNumber | null;
  ofStyle: (styleId: string) => { numberId: string; level: number } | null;
}

/** Word takes no longer text and no deeper level for a number. */
const LABEL_LIMIT = 255;
const LEVELS = 9;

/**
 * Word keeps automatic numbers outside the text. This writes them into the paragraphs as they are printed (`一、`,
 * `（一）`, `1.`), so that every reader of the text sees them. Returns the new XML and how many were written; a few
 * signs of a list that every paragraph prints may be longer than any text, so their sum is bounded.
 */
export function writeNumbers(
  documentXml: string,
  numberingXml: string | null,
  stylesXml: string | null,
): { xml: string; count: number } | ReadRefusal {
  if (numberingXml === null) return { xml: documentXml, count: 0 };
  const numbering = readNumbering(numberingXml, stylesXml ?? '');
  const labelOf = labelCounter(numbering.levelsOf);
  const pieces: string[] = [];
  let copied = 0;
  let count = 0;
  let length = 0;
  for (const { properties, end } of paragraphProperties(documentXml)) {
    const found = numberOf(properties, numbering);
    if (!found) continue;
    const label = labelOf(found.numberId, found.level);
    if (label === null) continue;
    const encoded = encodeText(label);
    length += encoded.length;
    if (length > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'numbers');
    pieces.push(documentXml.slice(copied, end), `<w:r><w:t xml:space="preserve">${encoded}</w:t></w:r>`);
    copied = end;
    count += 1;
  }
  pieces.push(documentXml.slice(copied));
  return { xml: pieces.join(''), count };
}

interface Properties {
  style: string | null;
  numberId: string | null;
  level: number | null;
}

/** The properties of each paragraph in order, with the place behind them. What a tracked change replaced is passed over. */
function* paragraphProperties(xml: string): Generator<{ properties: Properties; end: number }> {
  let depth = 0;
  let changed = 0;
  let choices = 0;
  let properties: Properties = { style: null, numberId: null, level: null };
  for (const tag of xmlTags(xml)) {
    // Of a drawing with a fallback only the fallback is read.
    if (tag.name === 'Choice') choices += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0;
    if (tag.name === 'pPrChange') changed += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0;
    if (changed > 0 || choices > 0) continue;
    if (tag.name === 'pPr' && tag.kind === 'open') {
      depth += 1;
      properties = { style: null, numberId: null, level: null };
    } else if (tag.name === 'pPr' && tag.kind === 'close' && depth > 0) {
      depth -= 1;
      yield { properties, end: tag.end };
    } else if (depth > 0 && tag.kind !== 'close') readProperty(tag, properties);
  }
}

function readProperty(tag: XmlTag, properties: Properties): void {
  if (tag.name === 'pStyle') properties.style = attributeOf(tag, 'val');
  if (tag.name === 'numId') properties.numberId = attributeOf(tag, 'val');
  if (tag.name === 'ilvl') properties.level = Number(attributeOf(tag, 'val') ?? 0);
}

function numberOf(properties: Properties, numbering: Numbering): { numberId: string; level: number } | null {
  const byStyle = properties.style === null ? null : numbering.ofStyle(properties.style);
  const numberId = properties.numberId ?? byStyle?.numberId ?? null;
  if (numberId === null || numberId === '0') return null;
  return { numberId, level: properties.level ?? byStyle?.level ?? 0 };
}

function readNumbering(numberingXml: string, stylesXml: string): Numbering {
  const abstracts = new Map<string, { levels: Map<number, Level>; styleLink: string | null }>();
  const numbers = new Map<string, { abstract: string; restarts: Map<number, number> }>();
  let abstractId: string | null = null;
  let numberId: string | null = null;
  let levelIndex: number | null = null;
  for (const tag of xmlTags(numberingXml)) {
    if (tag.kind === 'close') {
      if (tag.name === 'abstractNum') abstractId = null;
      if (tag.name === 'num') numberId = null;
      continue;
    }
    const value = attributeOf(tag, 'val');
    if (tag.name === 'abstractNum') {
      abstractId = attributeOf(tag, 'abstractNumId');
      if (abstractId !== null) abstracts.set(abstractId, { levels: new Map(), styleLink: null });
    } else if (tag.name === 'num') {
      numberId = attributeOf(tag, 'numId');
      if (numberId !== null) numbers.set(numberId, { abstract: '', restarts: new Map() });
    } else if (tag.name === 'abstractNumId' && numberId !== null) {
      const number = numbers.get(numberId);
      if (number) number.abstract = value ?? '';
    } else if (tag.name === 'lvl' || tag.name === 'lvlOverride') {
      const named = Number(attributeOf(tag, 'ilvl') ?? 0);
      levelIndex = named >= 0 && named < LEVELS ? named : null;
      if (abstractId !== null && levelIndex !== null && tag.name === 'lvl')
        abstracts
          .get(abstractId)
          ?.levels.set(levelIndex, { format: 'decimal', text: '', start: 1, paragraphStyle: null });
    } else if (tag.name === 'startOverride' && numberId !== null && levelIndex !== null)
      numbers.get(numberId)?.restarts.set(levelIndex, Number(value ?? 1));
    else if (tag.name === 'numStyleLink' && abstractId !== null) {
      const abstract = abstracts.get(abstractId);
      if (abstract) abstract.styleLink = value;
    } else if (abstractId !== null && levelIndex !== null) {
      const level = abstracts.get(abstractId)?.levels.get(levelIndex);
      if (level) readLevel(tag, value, level);
    }
  }
  const styles = readStyles(stylesXml);
  const levelsOf: Numbering['levelsOf'] = (id) => {
    const number = numbers.get(id);
    if (!number) return null;
    let list = number.abstract;
    const link = abstracts.get(list)?.styleLink;
    const linked = link ? styles.get(link)?.numberId : undefined;
    if (linked) list = numbers.get(linked)?.abstract ?? list;
    const abstract = abstracts.get(list);
    return abstract ? { list, levels: abstract.levels, restarts: number.restarts } : null;
  };
  const ofStyle: Numbering['ofStyle'] = (styleId) => {
    const seen = new Set<string>();
    for (let id: string | null = styleId; id !== null && !seen.has(id); id = styles.get(id)?.basedOn ?? null) {
      seen.add(id);
      const style = styles.get(id);
      if (!style?.numberId) continue;
      const named = [...(levelsOf(style.numberId)?.levels ?? [])].find(([, level]) => level.paragraphStyle === id);
      return { numberId: style.numberId, level: style.level ?? named?.[0] ?? 0 };
    }
    return null;
  };
  return { levelsOf, ofStyle };
}

function readLevel(tag: XmlTag, value: string | null, level: Level): void {
  if (tag.name === 'numFmt') level.format = value ?? 'decimal';
  if (tag.name === 'lvlText') level.text = (value ?? '').slice(0, LABEL_LIMIT);
  if (tag.name === 'start') level.start = Number(value ?? 1);
  if (tag.name === 'pStyle') level.paragraphStyle = value;
}

interface StyleNumber {
  basedOn: string | null;
  numberId: string | null;
  level: number | null;
}

function readStyles(stylesXml: string): Map<string, StyleNumber> {
  const styles = new Map<string, StyleNumber>();
  let current: StyleNumber | null = null;
  for (const tag of xmlTags(stylesXml)) {
    if (tag.name === 'style' && tag.kind === 'open') {
      current = { basedOn: null, numberId: null, level: null };
      styles.set(attributeOf(tag, 'styleId') ?? '', current);
    } else if (tag.name === 'style' && tag.kind === 'close') current = null;
    else if (current && tag.kind !== 'close') {
      if (tag.name === 'basedOn') current.basedOn = attributeOf(tag, 'val');
      if (tag.name === 'numId') current.numberId = attributeOf(tag, 'val');
      if (tag.name === 'ilvl') current.level = Number(attributeOf(tag, 'val') ?? 0);
    }
  }
  return styles;
}
