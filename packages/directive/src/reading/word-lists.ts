import type { Level, ListOfNumber } from './list-labels.ts';
import { type Bytes, operandOf, pairs, placeOf, type Sprm, sprms, sprmsOf, tablePart } from './word-structures.ts';

/** How numbers are printed, by the code of [MS-OSHARED] MSONFC, in the names that a .docx uses. */
const FORMATS: Record<number, string> = {
  ...{ 0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter', 10: 'ideographDigital' },
  ...{ 11: 'chineseCounting', 14: 'decimalFullWidth', 18: 'decimalEnclosedCircle', 19: 'decimalFullWidth' },
  ...{ 22: 'decimalZero', 23: 'bullet', 28: 'decimalEnclosedCircleChinese', 33: 'taiwaneseCounting' },
  ...{
    34: 'ideographLegalTraditional',
    35: 'taiwaneseCountingThousand',
    36: 'taiwaneseDigital',
    37: 'chineseCounting',
  },
  ...{ 38: 'chineseLegalSimplified', 39: 'chineseCountingThousand', 40: 'chineseCounting', 255: 'none' },
};
const LISTS_LIMIT = 10_000;

/** The lists of a .doc: by the number that a paragraph carries, which counts from 1. */
export function listsOf(head: Bytes, table: Bytes): (numberId: string) => ListOfNumber | null {
  const lists = readLists(head, table);
  const overrides = readOverrides(tablePart(head, table, pairs.overrides));
  return (numberId) => {
    const override = overrides[Number(numberId) - 1];
    const levels = override && lists.get(override.list);
    return levels ? { list: String(override.list), levels, restarts: override.restarts } : null;
  };
}

function readLists(head: Bytes, table: Bytes): Map<number, Map<number, Level>> {
  const part = tablePart(head, table, pairs.lists);
  const count = Math.min(part.u16(0), LISTS_LIMIT);
  const lists = new Map<number, Map<number, Level>>();
  // The levels stand behind the lists, outside of the length that is said of them.
  let at = placeOf(head, pairs.lists) + 2 + count * 28;
  for (let index = 0; index < count; index += 1) {
    const list = part.i32(2 + index * 28);
    const simple = (part.u8(2 + index * 28 + 26) & 1) === 1;
    const levels = new Map<number, Level>();
    for (let level = 0; level < (simple ? 1 : 9) && at < table.bytes.length; level += 1) {
      const read = readLevel(table, at);
      levels.set(level, read.level);
      at = read.end;
    }
    lists.set(list, levels);
  }
  return lists;
}

function readLevel(table: Bytes, at: number): { level: Level; end: number } {
  const textAt = at + 28 + table.u8(at + 25) + table.u8(at + 24);
  const length = table.u16(textAt);
  const units = Array.from({ length: Math.min(length, 255) }, (_, index) => table.u16(textAt + 2 + index * 2));
  // The characters 0 to 8 stand for the numbers of the levels.
  const text = units.map((unit) => (unit <= 8 ? `%${unit + 1}` : String.fromCharCode(unit))).join('');
  return {
    level: { format: FORMATS[table.u8(at + 4)] ?? 'decimal', text, start: table.i32(at), paragraphStyle: null },
    end: textAt + 2 + length * 2,
  };
}

interface Override {
  list: number;
  restarts: Map<number, number>;
}

function readOverrides(part: Bytes): Override[] {
  const count = Math.min(part.u32(0), LISTS_LIMIT);
  const overrides: Override[] = [];
  let at = 4 + count * 16;
  for (let index = 0; index < count; index += 1) {
    const restarts = new Map<number, number>();
    overrides.push({ list: part.i32(4 + index * 16), restarts });
    const levels = part.u8(4 + index * 16 + 12);
    at += 4;
    for (let level = 0; level < levels && at < part.bytes.length; level += 1) {
      const flags = part.u32(at + 4);
      if ((flags & 0x10) !== 0) restarts.set(flags & 0xf, part.i32(at));
      at += 8;
      if ((flags & 0x20) !== 0) at = readLevel(part, at).end;
    }
  }
  return overrides;
}

/** The list and level that a paragraph carries; what the paragraph says goes before what its style says. */
export interface ListMark {
  list: number | null;
  level: number | null;
}

export function listMarkOf(properties: Sprm[]): ListMark {
  const list = operandOf(properties, sprms.list);
  const level = operandOf(properties, sprms.listLevel);
  return { list: list ? list.i16(0) : null, level: level ? level.u8(0) : null };
}

/** The list and level of a style, its own or that of the style it is based on. */
export function styleMarks(head: Bytes, table: Bytes): (style: number) => ListMark {
  const sheet = tablePart(head, table, pairs.styles);
  const infoBytes = sheet.u16(0);
  const count = sheet.u16(2);
  const baseBytes = sheet.u16(4);
  const own: { base: number; mark: ListMark }[] = [];
  let at = 2 + infoBytes;
  for (let index = 0; index < count && at < sheet.bytes.length; index += 1) {
    const length = sheet.u16(at);
    own.push(readStyle(sheet.part(at + 2, length), baseBytes));
    at += 2 + length + (length % 2);
  }
  return (style) => {
    const mark: ListMark = { list: null, level: null };
    const seen = new Set<number>();
    let id = style;
    for (let found = own[id]; found && !seen.has(id); found = own[id]) {
      seen.add(id);
      mark.list ??= found.mark.list;
      mark.level ??= found.mark.level;
      id = found.base;
    }
    return mark;
  };
}

const PARAGRAPH_STYLE = 1;

function readStyle(style: Bytes, baseBytes: number): { base: number; mark: ListMark } {
  const kind = style.u16(2) & 0xf;
  const base = style.u16(2) >> 4;
  if (kind !== PARAGRAPH_STYLE) return { base, mark: { list: null, level: null } };
  const nameAt = baseBytes;
  const propertiesAt = nameAt + 2 + style.u16(nameAt) * 2 + 2;
  const length = style.u16(propertiesAt);
  // The list of properties begins with the number of the style itself.
  return { base, mark: listMarkOf(sprmsOf(style.part(propertiesAt + 4, length - 2))) };
}
