import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { v5 } from 'uuid';
import { expect, test } from 'vitest';
import type { ReadContext } from '../context.ts';
import type { Language } from '../locale/messages.ts';
import { ledgerRoute } from './ledger.ts';
import { listSheet } from './list-sheet.ts';
import { readCode, readMark } from './row-code.ts';

const noted: unknown[] = [];
const context = {
  ...{ today: '2026-06-17', now: '2026-06-17T01:02:03.004Z', actor: { displayName: '经办' } },
  note: (details) => void noted.push(details),
} as ReadContext;
const title = { zh: '清单', en: 'List' };
const columns = [
  {
    title: { zh: '名称', en: 'Name' },
    width: 10,
    cell: (row: string) => row,
    change: { zh: '不能更改', en: 'It stays' },
  },
];
const idOf = (row: string) => v5(row, v5.URL);
type Page = { items: string[]; next: string | null };
const pages = new Map<string | undefined, Page>([
  [undefined, { items: ['a', '=1+1'], next: '2' }],
  ['2', { items: ['b'], next: '3' }],
  ['3', { items: [], next: null }],
]);
const pageOf = async (cursor: string | undefined) =>
  pages.get(cursor) ?? Promise.reject(new Error(`No page ${cursor}`));

const printed = (read: (cursor: string | undefined) => Promise<Page>, language: Language) =>
  ledgerRoute('probe', (_context, { query }) =>
    listSheet(context, { title, columns, filter: query, read, rowId: idOf, page: '/x/{id}' }, language),
  ).handle(context, { query: { kind: '县' }, visitor: { language } });

test('a list goes into its file page after page to the last row, under the words of the reader', async () => {
  const chinese = await printed(pageOf, 'zh-CN');
  expect([chinese.fileName, chinese.mediaType.includes('spreadsheetml')]).toEqual(['清单 2026-06-17.xlsx', true]);
  const { sheets } = await readXlsx(await buffer(chinese.body as Readable));
  const rows = (sheets[0]?.rows ?? []).map((row) =>
    row.filter((value) => !String(value ?? 'xieli.').startsWith('xieli.')),
  );
  expect(rows).toEqual([['清单'], ['导出人：经办', '日期：2026年6月17日'], ['名称', '核对码'], ['a'], ['=1+1'], ['b']]);
  expect([...(sheets[0]?.cells?.values() ?? [])].filter((cell) => cell.formula)).toEqual([]);
  expect(noted).toEqual([{ filter: { kind: '县' } }]);
  const english = await printed(pageOf, 'en');
  const [sheet] = (await readXlsx(await buffer(english.body as Readable))).sheets;
  expect(sheet?.rows[1]).toEqual(['Exported by 经办', 'Date: 2026-06-17']);
  expect(sheet?.rows[2]).toEqual(['Name', 'Check code']);
});

test('each row carries its id and which export it is of, in a column that is not seen', async () => {
  const { body } = await printed(pageOf, 'zh-CN');
  const [sheet] = (await readXlsx(await buffer(body as Readable), { readStyles: true })).sheets;
  const codes = (sheet?.rows ?? []).map((row) => readCode(String(row[1] ?? '')));
  expect(codes.map((code) => code?.id)).toEqual([...[null, undefined, undefined], ...['a', '=1+1', 'b'].map(idOf)]);
  expect(readMark(codes[3]?.mark ?? '')).toEqual({
    kind: 'probe',
    language: 'zh-CN',
    at: '2026-06-17T01:02:03.004Z',
    query: { kind: '县' },
  });
  expect(sheet?.columns?.[1]?.hidden).toBe(true);
});

test('a first page that is refused is refused before anything is sent; a later fault breaks the file off', async () => {
  await expect(printed(() => Promise.reject(new Error('refused')), 'zh-CN')).rejects.toThrow('refused');
  const broken = await printed(async (cursor) => {
    if (cursor === '2') throw new Error('gone');
    return { items: ['a'], next: '2' };
  }, 'zh-CN');
  await expect(buffer(broken.body as Readable)).rejects.toThrow('gone');
});
