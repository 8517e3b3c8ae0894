import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type CellValue, openXlsx, readXlsx, saveXlsx, writeXlsx } from 'hucre/xlsx';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wordFile } from '../../testing/evidence.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { contract } from '../http/contract.ts';
import { type FeatureRoutes, implement } from '../http/pipeline.ts';
import { type Language, languageOf } from '../locale/messages.ts';
import { ledgerRoute } from '../sheets/ledger.ts';
import { listSheet } from '../sheets/list-sheet.ts';
import { writtenText } from '../sheets/paper.ts';
import type { LedgerReport } from './contract.ts';
import { ledgersRoutes } from './index.ts';

/*
 * A ledger of three columns whose rows the test sets, exported and read back by the real routes.
 */
interface Kept {
  id: string;
  cells: string[];
}

let kept: Kept[] = [];
const stays = { zh: '不能更改', en: 'It stays' };
const names = ['名称', '日期', '说明'];
const columns = names.map((name, at) => ({
  title: { zh: name, en: `Column ${at}` },
  width: 20,
  cell: (row: Kept) => row.cells[at] ?? '',
  change: stays,
}));
const probe: FeatureRoutes = implement(
  contract({
    'GET /api/probe/export': {
      permission: 'person.export',
      summary: { zh: '导出', en: 'Export' },
      query: z.object({ search: z.string().optional() }),
      response: z.any(),
      download: true,
      audited: true,
    },
  }),
  {
    'GET /api/probe/export': ledgerRoute('probe', (context, { query, visitor }) =>
      listSheet(
        context,
        {
          title: { zh: '试验台账', en: 'Probe' },
          columns,
          filter: query,
          read: async () => ({
            items: kept.filter((row) => query.search === undefined || row.cells[0]?.includes(query.search)),
            next: null,
          }),
          rowId: (row) => row.id,
          page: '/probe/{id}',
        },
        languageOf(visitor.language),
      ),
    ),
  },
);

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [probe, ledgersRoutes([probe])] });
});
afterAll(() => world.close());

const row = (...cells: string[]): Kept => ({ id: v7(), cells });

async function exported(query: { search?: string } = {}, language: Language = 'zh-CN'): Promise<Buffer> {
  const answer = await world.as('clerk').call('GET /api/probe/export', { query }, { language });
  expect(answer.status).toBe(200);
  return answer.bytes;
}

const read = (bytes: Buffer, options: { who?: string; language?: Language } = {}) =>
  world
    .as(options.who ?? 'clerk')
    .call<LedgerReport & { detail: string }>(
      'POST /api/ledgers/read',
      { upload: { bytes, fileName: '台账.xlsx' } },
      { actionId: null, ...(options.language ? { language: options.language } : {}) },
    );

async function reportOf(bytes: Buffer): Promise<LedgerReport> {
  const answer = await read(bytes);
  expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  return answer.body;
}

/** The file as another program writes it after an edit: its own styles, strings and sheet name. */
async function resaved(
  bytes: Buffer,
  edit: (rows: CellValue[][]) => void = () => undefined,
  name = '另存',
): Promise<Buffer> {
  const { sheets } = await readXlsx(bytes);
  const rows = sheets[0]?.rows ?? [];
  edit(rows);
  // The library reads `_x0041_` as the sign it stands for and, unlike an office program, does not write it so again.
  for (const each of rows)
    each.splice(0, each.length, ...each.map((value) => (typeof value === 'string' ? writtenText(value) : value)));
  return Buffer.from(
    await writeXlsx({
      sheets: [
        { name: '封面', rows: [['说明']] },
        { name, rows },
      ],
    }),
  );
}

const firstRow = 3;
const code = 3;

/** Texts as offices and spreadsheets have them. */
const cell = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '=1+1',
      '=HYPERLINK("http://example.test")',
      '+86',
      '@甲',
      '007',
      '0',
      '12.50',
      '1e5',
      'TRUE',
      '2026-06-30',
    ],
    ...['2026年6月30日', '“枫屿”，（试行）；——……', "'引号", '一\n二', '_x0041_', '<&>"', '𠮷', '  两边  ', '12/27'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constant('长文。'.repeat(4000)),
);
const tables = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });

describe('a ledger that is read back', () => {
  it('is unchanged whatever its cells say, as it was sent and as another program saved it', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (cells) => {
        kept = cells.map((each) => row(...each));
        const bytes = await exported();
        for (const file of [bytes, await resaved(bytes)]) {
          const report = await reportOf(file);
          expect(report.changed).toEqual([]);
          expect([report.unknown, report.missing.count]).toEqual([[], 0]);
          expect(report.unchanged.map((one) => one.id)).toEqual(kept.map((one) => one.id));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('shows the one cell that was changed, its rows and columns in whatever order', async () => {
    const orders = fc.tuple(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 8 }),
      fc.nat(),
      fc.nat(2),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      fc.func(fc.nat()),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([cells, at, column, order, rank]) => {
        kept = cells.map((each) => row(...each));
        const target = kept[at % kept.length] as Kept;
        const file = await resaved(await exported(), (rows) => {
          const head = rows.splice(0, firstRow);
          const line = rows[at % kept.length] as CellValue[];
          line[column] = `改：${line[column] ?? ''}`.slice(0, 200);
          rows.sort((one, other) => rank(String(one[code])) - rank(String(other[code])));
          rows.unshift(...head);
          for (const each of rows) each.splice(0, 4, ...order.map((place) => each[place] ?? null));
        });
        const report = await reportOf(file);
        expect(report.unchanged).toHaveLength(kept.length - 1);
        expect(report.changed).toMatchObject([
          { id: target.id, changes: [{ column: names[column], now: expect.any(String), origin: 'file' }] },
        ]);
        expect(report.changed[0]?.changes).toHaveLength(1);
      }),
      { numRuns: 12 },
    );
  });

  it('tells what was written into the file from what came about here', async () => {
    kept = [row('甲', '2026-06-30', ''), row('乙', '2026-06-30', ''), row('丙', '2026-06-30', '')];
    const file = await resaved(await exported(), (rows) => {
      (rows[firstRow] as CellValue[])[2] = '补充';
      (rows[firstRow + 2] as CellValue[])[1] = new Date('2026-07-31T00:00:00Z');
    });
    kept[1] = { ...(kept[1] as Kept), cells: ['乙', '2026-07-15', ''] };
    kept[2] = { ...(kept[2] as Kept), cells: ['丙', '2026-08-15', ''] };
    expect((await reportOf(file)).changed).toMatchObject([
      { row: 4, page: `/probe/${kept[0]?.id}`, changes: [{ column: '说明', inFile: '补充', now: '', origin: 'file' }] },
      { row: 5, changes: [{ column: '日期', inFile: '2026-06-30', now: '2026-07-15', origin: 'here' }] },
      { row: 6, changes: [{ column: '日期', inFile: '2026-07-31', now: '2026-08-15', origin: 'both' }] },
    ]);
  });

  it('is not disturbed by what a spreadsheet makes of days, digits and widths', async () => {
    kept = [row('007', '2026-06-30', '张　三'), row('12', '2026年6月30日', '一\n二')];
    const file = await resaved(await exported(), (rows) => {
      (rows[firstRow] as CellValue[]).splice(0, 3, 7, new Date('2026-06-30T00:00:00Z'), '张 三');
      (rows[firstRow + 1] as CellValue[]).splice(0, 3, '１２', 46203, '一\r\n二 ');
    });
    expect((await reportOf(file)).changed).toEqual([]);
  });

  it('lists rows that were added, copied, taken out or come from elsewhere, and columns likewise', async () => {
    kept = [row('甲', '', ''), row('乙', '', ''), row('丙', '', '')];
    const other = (await readXlsx(await exported({ search: '甲' }))).sheets[0]?.rows[firstRow]?.[code] ?? null;
    const stranger = String(other).replace(kept[0]?.id ?? '', v7());
    const bytes = await exported();
    const own = String((await readXlsx(bytes)).sheets[0]?.rows[firstRow]?.[code]);
    const file = await resaved(bytes, (rows) => {
      rows.splice(firstRow + 1, 1);
      rows.push(['新增的一行', '', '', null], ['甲', '', '', own], ['甲', '', '', other]);
      rows.push(['别处的', '', '', own.replace(kept[0]?.id ?? '', v7())], ['别处的', '', '', stranger]);
      for (const [at, each] of rows.entries()) each.splice(1, 1, ...(at === firstRow - 1 ? ['备注'] : ['x']));
    });
    const report = await reportOf(file);
    expect(report.unknown.map(({ row: at, why }) => [at, why])).toEqual([
      [6, 'added'],
      [7, 'twice'],
      [8, 'otherExport'],
      [9, 'notKnown'],
      [10, 'otherExport'],
    ]);
    expect(report.missing).toEqual({
      count: 1,
      items: [{ id: kept[1]?.id, label: '乙', page: `/probe/${kept[1]?.id}` }],
    });
    expect(report.columns).toEqual({
      compared: [
        { title: '名称', change: '不能更改' },
        { title: '说明', change: '不能更改' },
      ],
      absent: ['日期'],
      unrecognised: ['备注'],
    });
    expect(report.changed).toEqual([]);
  });

  it('says once that its check codes are gone, instead of calling every row added and missing', async () => {
    kept = [row('甲', '', ''), row('乙', '', '')];
    const cut = [
      (rows: CellValue[][]) => rows.slice(firstRow - 1).forEach((each) => void each.splice(code)),
      (rows: CellValue[][]) => rows.slice(firstRow).forEach((each) => void each.splice(code, 1, null)),
    ];
    for (const edit of cut) {
      const answer = await read(await resaved(await exported(), edit));
      expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining('没有一行带有核对码')]);
    }
  });

  it('is no Word file', async () => {
    const answer = await read(wordFile(['走访记录']));
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining('这不是电子表格')]);
  });

  it('knows a row that has left the filter of the export', async () => {
    kept = [row('甲一', '', ''), row('甲二', '', ''), row('乙', '', '')];
    const bytes = await exported({ search: '甲' });
    kept[1] = { ...(kept[1] as Kept), cells: ['改名', '', ''] };
    const report = await reportOf(bytes);
    expect(report.missing.count).toBe(0);
    expect(report.unchanged.map((one) => one.leftTheFilter)).toEqual([false]);
    expect(report.changed).toMatchObject([
      { leftTheFilter: true, changes: [{ inFile: '甲二', now: '改名', origin: 'here' }] },
    ]);
  });

  it('is compared in the language it was written in, and speaks that of the reader', async () => {
    kept = [row('甲', '', '')];
    const answer = await read(await exported({}, 'en'), { language: 'zh-CN' });
    expect(answer.body.changed).toEqual([]);
    expect(answer.body.columns.compared[0]).toEqual({ title: 'Column 0', change: '不能更改' });
  });

  it('of no rows is read back as well', async () => {
    kept = [];
    const bytes = await exported();
    kept = [row('甲', '', '')];
    const report = await reportOf(bytes);
    expect([report.unchanged, report.changed, report.missing.count]).toEqual([[], [], 1]);
  });

  it('survives a program that keeps the whole workbook', async () => {
    kept = [row('=1+1', '007', '长'.repeat(6000))];
    const workbook = await openXlsx(await exported());
    const report = await reportOf(Buffer.from(await saveXlsx(workbook)));
    expect([report.changed, report.unchanged.length]).toEqual([[], 1]);
  });
});

describe('a file that cannot be read back', () => {
  const refusal = async (bytes: Buffer, who?: string) => {
    const { status, body } = await read(bytes, who ? { who } : {});
    return [status, body.detail] as const;
  };
  const changed = async (edit: (text: string) => CellValue, from = 0) =>
    resaved(await exported(), (rows) => {
      for (const each of rows.slice(from)) each[code] = edit(String(each[code] ?? ''));
    });

  it('is refused in words, whatever it is', async () => {
    kept = [row('甲', '', '')];
    const bytes = await exported();
    expect(await refusal(Buffer.from('名称,日期'))).toEqual([422, expect.stringContaining('不是 .xlsx')]);
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toEqual([422, expect.stringContaining('已损坏')]);
    expect(await refusal(Buffer.alloc(0))).toEqual([400, expect.stringContaining('0 字节')]);
    const foreign = Buffer.from(await writeXlsx({ sheets: [{ name: '表', rows: [names, ['甲', '', '']] }] }));
    expect(await refusal(foreign)).toEqual([422, expect.stringContaining('核对码')]);
    const macros = Buffer.from(zipSync({ ...unzipSync(bytes), 'xl/vbaProject.bin': strToU8('x') }));
    expect(await refusal(macros)).toEqual([422, expect.stringContaining('宏')]);
    expect(await refusal(await changed((text) => text.replace('xieli.probe', 'xieli.later')))).toEqual([
      422,
      expect.stringContaining('later'),
    ]);
    const badFilter = Buffer.from('{"search":5}').toString('base64url');
    const broken = ['!', badFilter, Buffer.from('[1]').toString('base64url')];
    for (const filter of broken.slice(1)) {
      const file = await changed((text) => text.replace(/^(xieli\.\w+\.\w+\.\w+\.)[\w-]*/, `$1${filter}`));
      expect(await refusal(file)).toEqual([422, expect.stringContaining('重新导出')]);
    }
    const headless = await resaved(bytes, (rows) => void rows.splice(0, firstRow));
    expect(await refusal(headless)).toEqual([422, expect.stringContaining('名称')]);
  });

  it('with more rows than are read back is refused and not cut', async () => {
    kept = [row('甲', '', '')];
    const file = await resaved(await exported(), (rows) => {
      for (let at = 0; at < 20_000; at += 1) rows.push(['多', '', '', null]);
    });
    expect(await refusal(file)).toEqual([422, expect.stringContaining('20000')]);
    const farBelow = await resaved(await exported(), (rows) => {
      rows[20_200] = ['多', '', '', null];
      for (let at = 0; at < rows.length; at += 1) rows[at] ??= [];
    });
    expect(await refusal(farBelow)).toEqual([422, expect.stringContaining('20000')]);
  });

  it('is refused to whoever may not export that list, and noted', async () => {
    kept = [row('甲', '', '')];
    const bytes = await exported();
    expect((await refusal(bytes, 'leader'))[0]).toBe(403);
    const { rows } = await world.owner.query(
      "SELECT outcome, details FROM audit_entries WHERE action = 'POST /api/ledgers/read' ORDER BY machine_at DESC LIMIT 1",
    );
    expect(rows).toEqual([{ outcome: 'refused', details: { permission: 'person.export' } }]);
    await read(bytes);
    const after = await world.owner.query<{ details: object }>(
      "SELECT details FROM audit_entries WHERE action = 'POST /api/ledgers/read' AND outcome = 'read' ORDER BY machine_at DESC LIMIT 1",
    );
    expect(after.rows[0]?.details).toMatchObject({ ledger: '试验台账', filter: {}, file: expect.any(String) });
  });
});

describe('the marked copy', () => {
  it('is the file as it was read, with what differs coloured and said', async () => {
    kept = [row('=甲', '2026-06-30', ''), row('乙', '', ''), row('丙', '', '')];
    const file = await resaved(await exported(), (rows) => {
      (rows[firstRow] as CellValue[])[1] = '2026-07-31';
      rows.splice(firstRow + 1, 1);
      rows.push(['新', '', '', null]);
    });
    const { file: sha256, fileName } = await reportOf(file);
    const answer = await world.as('clerk').call('GET /api/ledgers/marked', { query: { file: sha256, fileName } });
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('台账（核对）.xlsx'));
    const { sheets } = await readXlsx(answer.bytes, { readStyles: true });
    expect(sheets[0]?.rows.slice(firstRow - 1).map((each) => [each[0], each[1] ?? '', each[4], each[5] ?? ''])).toEqual(
      [
        ['名称', '日期', '核对结果', '协力现在'],
        ['=甲', '2026-07-31', '有差异', '日期：2026-06-30'],
        ['丙', '', '一致', ''],
        ['新', '', '新增行（没有核对码）', ''],
      ],
    );
    expect(sheets[0]?.cells?.get('3,1')?.style?.fill).toMatchObject({
      fgColor: { rgb: expect.stringMatching(/FFF2CC$/) },
    });
    expect(sheets[0]?.cells?.get('3,0')?.formula).toBeUndefined();
    expect(sheets[1]).toMatchObject({ name: '文件中没有的行', rows: [['记录'], ['乙']] });
    expect(strFromU8(unzipSync(answer.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('hidden');
  });

  it('of a file that nobody uploaded does not exist', async () => {
    const query = { file: 'a'.repeat(64), fileName: 'x.xlsx' };
    expect((await world.as('clerk').call('GET /api/ledgers/marked', { query })).status).toBe(422);
  });
});
