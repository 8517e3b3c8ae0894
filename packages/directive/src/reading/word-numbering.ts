import { attributeOf, encodeText, type XmlTag, xmlTags } from './xml.ts';

interface Level {
  format: string;
  text: string;
  start: number;
  paragraphStyle: string | null;
}

/** The numbering of a Word file: lists by number id, and which paragraph styles carry a number. */
interface Numbering {
  levelsOf: (numberId: string) => { list: string; levels: Map<number, Level>; restarts: Map<number, number> } | null;
  ofStyle: (styleId: string) => { numberId: string; level: number } | null;
}

/**
 * Word keeps automatic numbers outside the text. This writes them into the paragraphs as they are printed (`一、`,
 * `（一）`, `1.`), so that every reader of the text sees them. Returns the new XML and how many were written.
 */
export function writeNumbers(
  documentXml: string,
  numberingXml: string | null,
  stylesXml: string | null,
): { xml: string; count: number } {
  if (numberingXml === null) return { xml: documentXml, count: 0 };
  const numbering = readNumbering(numberingXml, stylesXml ?? '');
  const counters = new Map<string, Map<number, number>>();
  const used = new Set<string>();
  const pieces: string[] = [];
  let copied = 0;
  let count = 0;
  for (const { properties, end } of paragraphProperties(documentXml)) {
    const found = numberOf(properties, numbering);
    if (!found) continue;
    const label = nextLabel(found.numberId, found.level, numbering, counters, used);
    if (label === null) continue;
    pieces.push(documentXml.slice(copied, end), `<w:r><w:t xml:space="preserve">${encodeText(label)}</w:t></w:r>`);
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

function nextLabel(
  numberId: string,
  level: number,
  numbering: Numbering,
  counters: Map<string, Map<number, number>>,
  used: Set<string>,
): string | null {
  const definition = numbering.levelsOf(numberId);
  const own = definition?.levels.get(level);
  if (!definition || !own) return null;
  const values = counters.get(definition.list) ?? new Map<number, number>();
  counters.set(definition.list, values);
  if (!used.has(numberId)) {
    used.add(numberId);
    for (const [restarted, start] of definition.restarts) values.set(restarted, start - 1);
  }
  const start = definition.restarts.get(level) ?? own.start;
  values.set(level, (values.get(level) ?? start - 1) + 1);
  for (const deeper of [...values.keys()]) if (deeper > level) values.delete(deeper);
  if (own.format === 'bullet') return /^[—–-]+$/.test(own.text) ? own.text : null;
  if (own.format === 'none') return own.text === '' ? null : own.text;
  return own.text.replace(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const shown = definition.levels.get(at);
    if (!shown) return '';
    return formatNumber(values.get(at) ?? shown.start, shown.format);
  });
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
      levelIndex = Number(attributeOf(tag, 'ilvl') ?? 0);
      if (abstractId !== null && tag.name === 'lvl')
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
  if (tag.name === 'lvlText') level.text = value ?? '';
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

const HAN = '零一二三四五六七八九';
const FORMAL_HAN = '零壹贰叁肆伍陆柒捌玖';

/** A number in one of Word's formats; unknown ones print as decimal. */
export function formatNumber(value: number, format: string): string {
  if (
    /^(?:chineseCounting|chineseCountingThousand|taiwaneseCounting|taiwaneseCountingThousand|japaneseCounting|ideographTraditional)$/.test(
      format,
    )
  )
    return hanNumber(value, HAN, '十', '百');
  if (format === 'chineseLegalSimplified' || format === 'ideographLegalTraditional')
    return hanNumber(value, FORMAL_HAN, '拾', '佰');
  if (format === 'ideographDigital' || format === 'taiwaneseDigital')
    return [...String(value)].map((digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('');
  if (/^decimalEnclosedCircle/.test(format) && value >= 1 && value <= 20) return String.fromCodePoint(0x245f + value);
  if (format === 'decimalFullWidth')
    return [...String(value)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCodePoint(0x41 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
    return format === 'upperLetter' ? letter : letter.toLowerCase();
  }
  if (format === 'upperRoman' || format === 'lowerRoman') return roman(value, format === 'upperRoman');
  return String(value);
}

function hanNumber(value: number, digits: string, ten: string, hundred: string): string {
  if (value >= 1000 || value < 0) return String(value);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const head = hundreds > 0 ? digits.charAt(hundreds) + hundred : '';
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? digits.charAt(0) : '';
  const middle = tens > 0 ? (tens === 1 && hundreds === 0 ? '' : digits.charAt(tens)) + ten : '';
  const tail = ones > 0 || value === 0 ? digits.charAt(ones) : '';
  return head + gap + middle + tail;
}

function roman(value: number, upper: boolean): string {
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let left = Math.min(value, 3999);
  let printed = '';
  for (const [amount, letters] of steps) {
    while (left >= amount) {
      printed += letters;
      left -= amount;
    }
  }
  return upper ? printed : printed.toLowerCase();
}
