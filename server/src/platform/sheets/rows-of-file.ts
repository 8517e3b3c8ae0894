import { openArchive } from '@xieli/directive';
import type { CellValue } from 'hucre';
import { streamCsvRows } from 'hucre/csv';
import { streamXlsxRows } from 'hucre/xlsx';

/** A row with its number in the sheet, from 1. */
export interface SheetRow {
  row: number;
  cells: CellValue[];
}

/** Why a file cannot be read as rows: the person can only save it anew. */
export class NoRows extends Error {
  override readonly name = 'NoRows';
  readonly reason: 'empty' | 'notRows' | 'damaged' | 'encrypted' | 'macros' | 'tooHeavy' | 'encoding';

  constructor(reason: NoRows['reason']) {
    super(`no rows: ${reason}`);
    this.reason = reason;
  }
}

const mostUnpackedBytes = 2 * 1024 ** 3;
const neededPart =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/**
 * The rows of the first sheet of an .xlsx file, or of a CSV file in UTF-8 or GB18030, one after the other: a roster of a million
 * rows is never held as a whole.
 * @throws NoRows
 */
export async function* rowsOfFile(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  if (bytes.length === 0) throw new NoRows('empty');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) yield* workbookRows(bytes);
  else if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new NoRows('notRows');
  else yield* textRows(textOf(bytes));
}

function* textRows(text: string): Generator<SheetRow> {
  let row = 0;
  for (const cells of streamCsvRows(text, csvOptions)) {
    row += 1;
    yield { row, cells };
  }
}

const csvOptions = { header: false, typeInference: false, skipEmptyRows: false, skipBom: true } as const;

async function* workbookRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const names = new Set<string>();
  const wants = (name: string) => {
    names.add(name);
    return neededPart.test(name);
  };
  const archive = openArchive(bytes, { wants, mostBytes: mostUnpackedBytes });
  if (!(archive instanceof Uint8Array)) {
    const { reason } = archive;
    if (reason === 'macros' || reason === 'encrypted') throw new NoRows(reason);
    throw new NoRows(reason === 'zipBomb' ? 'tooHeavy' : 'damaged');
  }
  if (!names.has('xl/workbook.xml')) throw new NoRows('notRows');
  const rows = streamXlsxRows(archive, { sheet: 0 });
  for (;;) {
    let next: Awaited<ReturnType<typeof rows.next>>;
    try {
      next = await rows.next();
    } catch (error) {
      // The library reports a damaged file by whatever error it stumbles over.
      throw Object.assign(new NoRows('damaged'), { cause: error });
    }
    if (next.done) return;
    yield { row: next.value.index + 1, cells: next.value.values };
  }
}

/** @throws NoRows where the bytes are no text */
function textOf(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\u0000')) return text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new NoRows('encoding');
}
