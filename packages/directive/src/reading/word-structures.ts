import { type ReadRefusal, refuse, TEXT_LIMIT_BYTES } from './result.ts';

/** Word 97 to 2003 as bytes ([MS-DOC]): where the text lies, and which properties its stretches have. */

/** Bytes with a reader of little-endian numbers that answers 0 outside of them: a damaged file has no number there. */
export class Bytes {
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number): number {
    return at >= 0 && at + 2 <= this.bytes.length ? this.view.getUint16(at, true) : 0;
  }

  i16(at: number): number {
    return (this.u16(at) << 16) >> 16;
  }

  u32(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.view.getUint32(at, true) : 0;
  }

  i32(at: number): number {
    return this.u32(at) | 0;
  }

  part(at: number, length: number): Bytes {
    return new Bytes(this.bytes.subarray(Math.max(0, at), Math.max(0, at, at + length)));
  }
}

/** Numbers of the pairs (place, length) in the head of the document that are needed here. */
export const pairs = {
  styles: 1,
  footnotes: 2,
  headers: 11,
  characters: 12,
  paragraphs: 13,
  pieces: 33,
  lists: 73,
  overrides: 74,
};
const FIRST_PAIR = 0x9a;

/** A part of the table stream that the head of the document names. */
export function tablePart(head: Bytes, table: Bytes, pair: number): Bytes {
  return table.part(head.u32(FIRST_PAIR + pair * 8), head.u32(FIRST_PAIR + pair * 8 + 4));
}

/** Where that part begins in the table stream: what belongs to the lists stands behind it, outside of its length. */
export const placeOf = (head: Bytes, pair: number): number => head.u32(FIRST_PAIR + pair * 8);

/** A stretch of the text that lies together in the file. `first` and `end` count characters of the whole text. */
export interface Piece {
  first: number;
  end: number;
  offset: number;
  /** 1 in Windows-1252, 2 in UTF-16. */
  width: 1 | 2;
}

/**
 * The pieces of the text in its order; damaged where the file names none. All of them may lie at the same place of the file,
 * so a small one may say more than any text holds.
 */
export function piecesOf(head: Bytes, table: Bytes): Piece[] | ReadRefusal {
  const clx = tablePart(head, table, pairs.pieces);
  let at = 0;
  // Before the table of pieces stand property lists of earlier quick saves.
  while (clx.u8(at) === 1) at += 3 + clx.u16(at + 1);
  if (clx.u8(at) !== 2) return refuse('damaged', 'wordStream');
  const plc = clx.part(at + 5, clx.u32(at + 1));
  const count = Math.floor((plc.bytes.length - 4) / 12);
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index += 1) {
    const [first, end] = [plc.u32(index * 4), plc.u32(index * 4 + 4)];
    const place = plc.u32((count + 1) * 4 + index * 8 + 2);
    const narrow = (place & 0x40000000) !== 0;
    const offset = narrow ? (place & 0x3fffffff) >>> 1 : place & 0x3fffffff;
    const width = narrow ? 1 : 2;
    if (end < first || offset + (end - first) * width > head.bytes.length) return refuse('damaged', 'wordStream');
    if (first !== (pieces.at(-1)?.end ?? 0)) return refuse('damaged', 'wordStream');
    if (end > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'text');
    pieces.push({ first, end, offset, width });
  }
  return pieces.length > 0 ? pieces : refuse('damaged', 'wordStream');
}

/** The characters of the pieces as they lie in the file, with the marks that Word puts among them. */
export function textOf(head: Bytes, pieces: Piece[]): string {
  const decoders = {
    1: new TextDecoder('windows-1252', { ignoreBOM: true }),
    2: new TextDecoder('utf-16le', { ignoreBOM: true }),
  };
  return pieces
    .map(({ first, end, offset, width }) =>
      decoders[width].decode(head.bytes.subarray(offset, offset + (end - first) * width)),
    )
    .join('');
}

/** A property: its code and its operand. */
export interface Sprm {
  code: number;
  operand: Bytes;
}

const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, -1, 3];
/** sprmTDefTable counts its operand in two bytes. */
const WIDE_COUNT = 0xd608;
export const sprms = {
  deleted: 0x0800,
  listLevel: 0x260a,
  list: 0x460b,
  inTable: 0x2416,
  rowEnd: 0x2417,
  depth: 0x6649,
  innerRowEnd: 0x244c,
  table: 0xd608,
};

/** The operand of the last property of a kind, which is the one that holds. */
export function operandOf(properties: readonly Sprm[], code: number): Bytes | undefined {
  return properties.filter((property) => property.code === code).at(-1)?.operand;
}

/** The properties of a list of them. What is cut short ends the list. */
export function sprmsOf(list: Bytes): Sprm[] {
  const found: Sprm[] = [];
  let at = 0;
  while (at + 2 < list.bytes.length) {
    const code = list.u16(at);
    at += 2;
    let length = OPERAND_BYTES[code >> 13] as number;
    if (code === WIDE_COUNT) {
      length = list.u16(at) - 1;
      at += 2;
    } else if (length < 0) {
      length = list.u8(at);
      at += 1;
    }
    if (length < 0 || at + length > list.bytes.length) break;
    found.push({ code, operand: list.part(at, length) });
    at += length;
  }
  return found;
}

/** Properties of a stretch of the file, from one byte to another. `style` is of paragraphs only. */
export interface Run {
  from: number;
  to: number;
  style: number;
  properties: Sprm[];
}

const PAGE = 512;

/** The runs of characters or paragraphs with their properties, in the order of the file. */
export function runsOf(head: Bytes, table: Bytes, kind: 'characters' | 'paragraphs'): Run[] {
  const plc = tablePart(head, table, pairs[kind]);
  const count = Math.floor((plc.bytes.length - 4) / 8);
  const runs: Run[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const number = plc.u32((count + 1) * 4 + index * 4) & 0x3fffff;
    if (seen.has(number)) continue;
    seen.add(number);
    const page = head.part(number * PAGE, PAGE);
    if (page.bytes.length < PAGE) continue;
    const entries = page.u8(PAGE - 1);
    for (let entry = 0; entry < entries; entry += 1) {
      const [from, to] = [page.u32(entry * 4), page.u32(entry * 4 + 4)];
      if (to <= from) continue;
      runs.push({
        from,
        to,
        ...(kind === 'paragraphs' ? paragraphEntry(page, entries, entry) : characterEntry(page, entries, entry)),
      });
    }
  }
  return runs.sort((a, b) => a.from - b.from);
}

function characterEntry(page: Bytes, entries: number, entry: number): Pick<Run, 'style' | 'properties'> {
  const at = page.u8((entries + 1) * 4 + entry) * 2;
  return { style: 0, properties: at === 0 ? [] : sprmsOf(page.part(at + 1, page.u8(at))) };
}

function paragraphEntry(page: Bytes, entries: number, entry: number): Pick<Run, 'style' | 'properties'> {
  const at = page.u8((entries + 1) * 4 + entry * 13) * 2;
  if (at === 0) return { style: 0, properties: [] };
  const words = page.u8(at);
  const body = words === 0 ? page.part(at + 2, page.u8(at + 1) * 2) : page.part(at + 1, words * 2 - 1);
  return { style: body.u16(0), properties: sprmsOf(body.part(2, body.bytes.length - 2)) };
}
