import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { ReadContext } from '../context.ts';
import { listSheet } from './list-sheet.ts';

const noted: unknown[] = [];
const context = {
  ...{ today: '2026-06-17', actor: { displayName: '经办' } },
  note: (details) => void noted.push(details),
} as ReadContext;
const title = { zh: '清单', en: 'List' };
const columns = [{ title: { zh: '名称', en: 'Name' }, width: 10, cell: (row: string) => row }];
const pages = new Map([
  [undefined, { items: ['a', '=1+1'], next: '2' }],
  ['2', { items: ['b'], next: '3' }],
  ['3', { items: [], next: null }],
]);
const pageOf = async (cursor: string | undefined) =>
  pages.get(cursor) ?? Promise.reject(new Error(`No page ${cursor}`));

test('a list goes into its file page after page to the last row, under the words of the reader', async () => {
  const chinese = await listSheet(context, { title, columns, filter: { kind: '县' }, page: pageOf }, 'zh-CN');
  expect([chinese.fileName, chinese.mediaType.includes('spreadsheetml')]).toEqual(['清单 2026-06-17.xlsx', true]);
  const { sheets } = await readXlsx(await buffer(chinese.body as Readable));
  const rows = sheets.map((sheet) => sheet.rows.map((row) => row.filter((value) => value !== null)));
  expect(rows).toEqual([[['清单'], ['导出人：经办', '日期：2026年6月17日'], ['名称'], ['a'], ['=1+1'], ['b']]]);
  expect([...(sheets[0]?.cells?.values() ?? [])].filter((cell) => cell.formula)).toEqual([]);
  expect(noted).toEqual([{ filter: { kind: '县' } }]);
  const english = await listSheet(context, { title, columns, filter: {}, page: pageOf }, 'en');
  const [sheet] = (await readXlsx(await buffer(english.body as Readable))).sheets;
  expect(sheet?.rows[1]).toEqual(['Exported by 经办', 'Date: 2026-06-17']);
  expect(sheet?.rows[2]?.[0]).toBe('Name');
});

test('a first page that is refused is refused before anything is sent; a later fault breaks the file off', async () => {
  const refused = listSheet(
    context,
    { title, columns, filter: {}, page: () => Promise.reject(new Error('refused')) },
    'zh-CN',
  );
  await expect(refused).rejects.toThrow('refused');
  const page = async (cursor: string | undefined) => {
    if (cursor === '2') throw new Error('gone');
    return { items: ['a'], next: '2' };
  };
  const broken = await listSheet(context, { title, columns, filter: {}, page }, 'zh-CN');
  await expect(buffer(broken.body as Readable)).rejects.toThrow('gone');
});
