import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '../packages/directive/src/index.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
let page: Page;
let speech: string;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
  const [row] = await stage.sql<{ id: string }>("select id from directives where kind = 'speech'");
  speech = row?.id ?? '';
});
afterAll(() => stage.close());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const sheet = () => page.getByRole('region', { name: '公文预览' });

/** From the board of the document to a new paper, as a clerk goes. */
async function draft(paper: RegExp): Promise<void> {
  await page.goto(`/board/${speech}`);
  await page.getByRole('link', { name: '拟制公文' }).click();
  await page.getByRole('button', { name: paper }).first().click();
  await sheet().waitFor();
}

describe('the clerk writes', () => {
  it('a letter of urging to a county, each figure of which opens what it counted', async () => {
    await page.goto(`/board/${speech}`);
    await page.getByRole('link', { name: '拟制公文' }).click();
    await page.getByRole('heading', { name: '督办逾期任务' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'paper-new-1440', { whole: true });
    await page
      .getByRole('button', { name: /^政协.+县委员会 拟稿$/ })
      .first()
      .click();
    await sheet()
      .getByRole('heading', { name: /关于抓紧办理/ })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'paper-letter-1440', { whole: true });
    const [late] = await stage.sql<{ late: number }>(
      `select count(*)::int as late from tasks t join papers p on p.addressed_body_id = t.lead_body_id
       where t.directive_id = $1 and t.state in ('dispatched', 'acknowledged', 'inProgress', 'returned') and t.due_on < '2026-06-17'`,
      [speech],
    );
    const figures = sheet().getByRole('button');
    expect(await figures.nth(2).textContent()).toBe(String(late?.late));
    await figures.nth(2).click();
    await expect.poll(() => dialog().getByRole('listitem').count()).toBe(late?.late);
    await page.keyboard.press('Escape');
  });

  it('changes its words, numbers it and issues it: from then on nothing changes', async () => {
    await button('改文字').click();
    await dialog().getByLabel('标题').fill('关于办理逾期任务的函。');
    await button('保存').click();
    await dialog().getByText('标题末尾不用标点').waitFor();
    await dialog().getByLabel('标题').fill('关于办理逾期任务的函');
    await button('保存').click();
    await sheet().getByRole('heading', { name: '关于办理逾期任务的函' }).waitFor();
    await button('编号印发').click();
    await dialog().getByLabel('机关代字').fill('云协函');
    await dialog().getByText('发文字号：云协函〔2026〕1号').waitFor();
    await dialog().getByRole('button', { name: '编号印发' }).click();
    await sheet().getByText('云协函〔2026〕1号').waitFor();
    expect(await button('改文字').count()).toBe(0);
    await picture(page, 'paper-issued-1440');
  });

  it('takes it away as a Word file that says the same', async () => {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载 Word' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('云协函〔2026〕1号 关于办理逾期任务的函.docx');
    const read = await readDocument(await readFile(await download.path()), 'letter.docx');
    expect(JSON.stringify(read)).toContain('云协函〔2026〕1号');
  });

  it('a circular with a table of every body, and a notice with the task breakdown', async () => {
    await draft(/^通报任务进展 拟稿$/);
    await sheet().getByRole('table').first().getByText('政协枫屿县委员会').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'paper-circular-1440', { whole: true });
    await draft(/^下发任务通知 拟稿$/);
    const [dispatched] = await stage.sql<{ tasks: number }>(
      "select count(*)::int as tasks from tasks where directive_id = $1 and state not in ('draft', 'withdrawn')",
      [speech],
    );
    const rows = sheet().getByRole('table').last().getByRole('row');
    expect(await rows.count()).toBe((dispatched?.tasks ?? 0) + 1);
    await button('作废草稿').click();
    await dialog().getByRole('button', { name: '作废草稿' }).click();
    await page.getByRole('heading', { level: 1, name: '公文' }).waitFor();
  });

  it('finds every paper again in the list', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '公文' }).click();
    await page.getByRole('row', { name: /云协函〔2026〕1号.*已印发/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

it('a leader reads an issued paper on a phone', async () => {
  const leader = await stage.person('leader', { viewport: phone });
  const [paper] = await stage.sql<{ id: string }>("select id from papers where state = 'issued'");
  await leader.goto(`/papers/${paper?.id}`);
  await leader.getByRole('region', { name: '公文预览' }).waitFor();
  expect(await accessibilityFaults(leader)).toEqual([]);
  await picture(leader, 'paper-phone-390', { whole: true });
});
