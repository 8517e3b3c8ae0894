import { readFile } from 'node:fs/promises';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

/*
 * The office clerk takes a list along, somebody works in it, and the file comes back.
 */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const firstRow = 3;

/** What the browser saves, changed as by a hand and saved by another program. */
async function taken(page: Page, link: string, edit: (rows: CellValue[][], column: (title: string) => number) => void) {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  const { sheets } = await readXlsx(await readFile(await (await coming).path()));
  const rows = sheets[0]?.rows ?? [];
  edit(rows, (title) => (rows[firstRow - 1] ?? []).indexOf(title));
  return {
    name: '退回的台账.xlsx',
    mimeType,
    buffer: Buffer.from(await writeXlsx({ sheets: [{ name: '甲', rows }] })),
  };
}

it('shows of the tasks that come back what was changed in the file and what was done here, and leads to the task', async () => {
  const page = await stage.person('clerk');
  await page.goto('/tasks?state=inProgress');
  await page.getByRole('rowheader').first().waitFor();
  let changed = '';
  const file = await taken(page, '导出', (rows, column) => {
    const [line] = rows.slice(firstRow) as [CellValue[]];
    changed = String(line[column('任务')]);
    line[column('完成时限')] = new Date('2026-12-31T00:00:00Z');
    rows.splice(firstRow + 1, 1);
    rows.push(['补一项任务', '办理中']);
    for (const [at, row] of rows.entries()) row.push(at === firstRow - 1 ? '负责人意见' : '');
  });
  await page.getByRole('link', { name: '读回核对' }).click();
  await page.getByRole('heading', { name: '读回核对' }).waitFor();
  await page
    .getByLabel('导出的台账（.xlsx）')
    .setInputFiles({ name: '别处的表.xlsx', mimeType, buffer: Buffer.from('x') });
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('alert').getByText('不是 .xlsx').waitFor();
  await page.getByLabel('导出的台账（.xlsx）').setInputFiles(file);
  await page.getByRole('button', { name: '核对', exact: true }).click();

  await page.getByText('1 行有差异').waitFor();
  await page.getByText('不认识的列，未核对：负责人意见').waitFor();
  const row = page.getByRole('article');
  await expect.poll(() => row.count()).toBe(1);
  expect(await row.innerText()).toContain(changed);
  expect(await row.getByRole('row').filter({ hasText: '完成时限' }).innerText()).toContain('2026-12-31');
  await row.getByText('文件中改动').waitFor();
  await row.getByText('在任务页申请延期').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'ledgers-tasks-1440');

  await page.getByRole('button', { name: '1 未能对应' }).click();
  await page.getByText('没有核对码：在文件中新增的行').waitFor();
  await page.getByRole('button', { name: '1 文件中没有' }).click();
  await expect.poll(() => row.count()).toBe(1);

  const marked = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载标出差异的副本' }).click();
  const { sheets } = await readXlsx(await readFile(await (await marked).path()));
  expect(sheets[0]?.rows[firstRow - 1]).toContain('核对结果');

  await page.getByRole('button', { name: '1 有差异' }).click();
  await row.getByRole('link', { name: '打开记录' }).click();
  await page.getByRole('heading', { name: changed }).waitFor();
  await page.goBack();
  await page.getByText('1 行有差异').waitFor();
  const [before] = await stage.sql<{ due: string }>('select due_on::text as due from tasks where action = $1', [
    changed,
  ]);
  expect(before?.due).not.toBe('2026-12-31');
}, 120_000);

it('reads people back in English on a phone, and tells a file of a list that may not be exported', async () => {
  const page = await stage.person('clerk', { viewport: phone, language: 'en' });
  await page.goto('/people?search=wang');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  const file = await taken(page, 'Export', (rows, column) => {
    const line = rows[firstRow] as CellValue[];
    line[column('Name')] = '王改名';
    rows.splice(firstRow, rows.length - firstRow, ...rows.slice(firstRow).toReversed());
  });
  await page.getByRole('link', { name: 'Read back' }).click();
  await page.getByLabel('Exported ledger (.xlsx)').setInputFiles(file);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('1 row differs').waitFor();
  const row = page.getByRole('article');
  expect(await row.innerText()).toContain('王改名');
  await row.getByText('Changed in the file').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'ledgers-people-390');

  const inspector = await stage.person('inspector');
  await inspector.goto('/organisations');
  await inspector.getByRole('link', { name: '读回核对' }).click();
  await inspector.getByLabel('导出的台账（.xlsx）').setInputFiles(file);
  await inspector.getByRole('button', { name: '核对', exact: true }).click();
  await inspector.getByRole('alert').getByText('您没有“导出人员列表”的权限').waitFor();
});
