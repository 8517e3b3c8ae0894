import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { type Paper, streamWorkbook } from '../../platform/sheets/paper.ts';
import { printSheet } from '../../platform/sheets/printing.ts';
import { readSheets } from '../../platform/sheets/reading.ts';
import { withBomb } from '../../testing/bombs.ts';
import { wordFile } from '../../testing/evidence.ts';
import { columnIds, columnTitles } from './columns.ts';
import { readTable, tableLimitRows } from './reading.ts';

const titles = ['序号', '重点任务', '具体措施', '牵头单位'];
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => [String(index + 1), '学习', `措施${index}`, '办公室']);
const workbook = async (table: unknown[][]) =>
  Buffer.from(await writeXlsx({ sheets: [{ name: '表', rows: table as never }] }));

/** The workbook with some of its parts replaced by hand. */
async function tampered(
  change: (parts: Record<string, Uint8Array>) => void,
  table: unknown[][] = [titles, ...rows(2)],
): Promise<Buffer> {
  const parts = unzipSync(await workbook(table));
  change(parts);
  return Buffer.from(zipSync(parts));
}

const refusal = async (bytes: Uint8Array) => {
  try {
    await readTable(bytes);
  } catch (error) {
    return (error as { said?: { key: string } }).said?.key;
  }
  return 'read';
};

describe('a hostile file', () => {
  it('that is no workbook is refused by its bytes, whatever it is called', async () => {
    expect(await refusal(Buffer.from('MZ\u0090'.padEnd(200, '\u0000'), 'latin1'))).toBe('sheets.notXlsx');
    expect(await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('sheets.notXlsx');
    expect(await refusal(Buffer.from('序号,任务\n1,学习'))).toBe('sheets.notXlsx');
    expect(await refusal(wordFile(['走访记录']))).toBe('sheets.noWorkbook');
    expect(await refusal(zipSync({ 'a.txt': strToU8('甲') }))).toBe('sheets.noWorkbook');
    expect(await refusal(Buffer.from('PK\u0003\u0004 and then nothing'))).toBe('sheets.damaged');
  });

  it('that is a bomb is refused before it unpacks', async () => {
    const bomb = withBomb(await tampered(() => undefined), 'xl/worksheets/sheet1.xml', 150);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal(bomb)).toBe('sheets.tooHeavy');
  });

  it('that lies about the size of a part is refused while it unpacks', async () => {
    const bytes = await tampered(() => undefined);
    const end = bytes.length - 22;
    let at = bytes.readUInt32LE(end + 16);
    while (bytes.readUInt32LE(at) === 0x02014b50) {
      const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString();
      if (name === 'xl/worksheets/sheet1.xml') bytes.writeUInt32LE(10, at + 24);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    expect(await refusal(bytes)).toBe('sheets.tooHeavy');
  });

  it('with macros, or with entities of its own, is refused', async () => {
    const macros = await tampered((parts) => {
      parts['xl/vbaProject.bin'] = strToU8('x');
    });
    expect(await refusal(macros)).toBe('sheets.macros');
    const entities = await tampered((parts) => {
      const xml = strFromU8(parts['xl/workbook.xml'] as Uint8Array);
      parts['xl/workbook.xml'] = strToU8(xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>'));
    });
    expect(await refusal(entities)).toBe('sheets.damaged');
  });

  it('whose two cells span the whole sheet does not take the process with it', async () => {
    const sparse = await tampered((parts) => {
      const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array);
      parts['xl/worksheets/sheet1.xml'] = strToU8(
        sheet.replace(
          '</sheetData>',
          '<row r="20000"><c r="XFD20000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
        ),
      );
    });
    expect(['read', 'sheets.tooHeavy', 'sheets.damaged']).toContain(await refusal(sparse));
  });

  it('with more rows than a table may have is refused and not cut', async () => {
    expect(await refusal(await workbook([titles, ...rows(tableLimitRows + 1)]))).toBe('taskTables.tooManyRows');
  });

  it('without a header, or with nothing below it, is refused', async () => {
    expect(await refusal(await workbook([['姓名', '电话']]))).toBe('taskTables.noHeader');
    expect(await refusal(await workbook([titles]))).toBe('taskTables.noRows');
    expect(await refusal(await workbook([[...titles, '牵头单位'], ...rows(1)]))).toBe('taskTables.columnTwice');
  });
});

describe('a workbook', () => {
  it('is read as texts: dates as days, numbers as digits, a formula as its own text', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '表',
          rows: [['a', new Date('2026-06-30T00:00:00Z'), 12, null, '=1+1']],
          cells: new Map([['0,3', { value: 3, type: 'formula', formula: 'SUM(A1:C1)', formulaResult: 3 }]]),
        },
      ],
    });
    const [grid] = await readSheets(bytes);
    expect(grid?.rows).toEqual([['a', '2026-06-30', '12', '=SUM(A1:C1)', '=1+1']]);
  });

  it('gives its task table wherever the sheet stands', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '封面', rows: [['任务分解表']] },
        { name: '任务', rows: [titles, ...rows(3)] },
      ],
    });
    const table = await readTable(bytes);
    expect([table.grid.sheet, table.rows.length]).toEqual(['任务', 3]);
  });
});

describe('a printed table', () => {
  const paper = (count: number): Paper => ({
    sheet: '任务分解表',
    title: '任务分解表',
    unit: '单位：市政协办公室',
    date: '日期：2026年6月17日',
    columns: columnIds.map((id) => ({ title: columnTitles[id], width: 10 })),
    rows: Array.from({ length: count }, (_, index) => columnIds.map((id) => `${id}${index}`)),
  });

  it('is read back as it was printed, laid out or streamed', async () => {
    const streamed = Buffer.from(await new Response(streamWorkbook(paper(40))).arrayBuffer());
    for (const bytes of [await printSheet(paper(40)), streamed]) {
      const table = await readTable(bytes);
      expect(table.rows.map((row) => columnIds.map((id) => row.cells[id]))).toEqual(paper(40).rows);
    }
  });
});
