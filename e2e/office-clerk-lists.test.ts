import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
});
afterAll(() => stage.close());

const headings = () => page.getByRole('columnheader').allInnerTexts();
const titles = () => page.getByRole('rowheader').allInnerTexts();

/** What the browser saves when the list's 导出 is followed: the rows below title, line of date and header. */
async function exported(): Promise<{ header: string[]; rows: string[][] }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出', exact: true }).click();
  const { sheets } = await readXlsx(await readFile(await (await coming).path()));
  const [, , header = [], ...rows] = (sheets[0]?.rows ?? []).map((row) => row.map((value) => String(value ?? '')));
  return { header, rows };
}

it('narrows the tasks, turns their order, goes on to the last, chooses columns and takes the same rows along', async () => {
  await page.goto('/tasks');
  await page.getByLabel('状态', { exact: true }).selectOption({ label: '已销号' });
  await page.getByRole('button', { name: '完成时限' }).click();
  await page.getByRole('button', { name: '完成时限' }).click();
  await page.getByRole('columnheader', { name: '完成时限' }).and(page.locator('[aria-sort=descending]')).waitFor();
  const closed = await stage.sql<{ action: string }>(
    "select action from tasks where state = 'closed' order by due_on desc nulls last, id desc",
  );
  // More than a page holds, or going on would show nothing.
  expect(closed.length).toBeGreaterThan(50);
  await expect.poll(titles).toEqual(closed.slice(0, 50).map((task) => task.action));
  for (const more = page.getByRole('button', { name: '继续加载' }); await more.isVisible(); ) {
    const shown = (await titles()).length;
    await more.click();
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(shown);
  }
  expect(await titles()).toEqual(closed.map((task) => task.action));
  await page.getByText(`共 ${closed.length} 条`).waitFor();

  expect(await headings()).not.toContain('任务性质');
  await page.getByRole('button', { name: '选择列' }).click();
  await page.getByRole('dialog').getByLabel('任务性质').check();
  await page.getByRole('dialog').getByLabel('部署文件').uncheck();
  await page.keyboard.press('Escape');
  await expect.poll(headings).toContain('任务性质');
  expect(await headings()).not.toContain('部署文件');
  await picture(page, 'list-tasks-1440');

  const { header, rows } = await exported();
  expect(rows.map((row) => row[header.indexOf('任务')])).toEqual(await titles());
  expect(new Set(rows.map((row) => row[header.indexOf('状态')]))).toEqual(new Set(['已销号']));
  const leads = await page.getByRole('row').locator(`td:nth-of-type(${(await headings()).indexOf('牵头单位')})`);
  expect(rows.map((row) => row[header.indexOf('牵头单位')])).toEqual(await leads.allInnerTexts());

  // The choice of columns is remembered, filter and order stand in the address.
  await page.reload();
  await expect.poll(headings).toContain('任务性质');
  await expect.poll(titles).toEqual(closed.slice(0, 50).map((task) => task.action));
}, 120_000);

it('finds, orders and takes along people and organisations alike, and says on a phone what a table says on a desk', async () => {
  await page.goto('/organisations');
  await page.getByText('政协云汀市委员会').first().waitFor();
  // Nothing is asked yet: the bodies stand as a tree.
  expect(await page.getByRole('table').count()).toBe(0);
  await page.getByLabel('组织类别').selectOption({ label: '专委会党支部' });
  await page.getByRole('button', { name: '所属政协' }).click();
  await page.getByRole('columnheader', { name: '所属政协' }).and(page.locator('[aria-sort=ascending]')).waitFor();
  await picture(page, 'list-organisations-1440');
  const branches = await exported();
  expect(branches.rows.map((row) => row[0]).slice(0, (await titles()).length)).toEqual(await titles());
  expect(new Set(branches.rows.map((row) => row[1]))).toEqual(new Set(['专委会党支部']));

  await page.goto('/people?search=wang');
  await expect.poll(async () => (await titles()).length).toBeGreaterThan(3);
  await picture(page, 'list-people-1440');
  expect((await exported()).rows.map((row) => row[0])).toEqual(await titles());

  const small = await stage.person('inspector', { viewport: phone });
  await small.goto('/people');
  await small.getByRole('main').getByRole('listitem').first().waitFor();
  await picture(small, 'list-people-390');
  // An inspector takes nothing away but what is public.
  expect(await small.getByRole('link', { name: '导出', exact: true }).count()).toBe(0);
  await small.goto('/organisations?kind=committeeBranch');
  await small.getByRole('link', { name: '导出', exact: true }).waitFor();
  expect(await accessibilityFaults(small)).toEqual([]);
});
