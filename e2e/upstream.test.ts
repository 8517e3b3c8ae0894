import { readFile } from 'node:fs/promises';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';

/*
 * The office clerk asks what the speech rests on, which clauses above it carries out, and what is missing; the sheet goes out and
 * comes back.
 */
let stage: Stage;
let speech: string;
let policy: string;
let body: string;
beforeAll(async () => {
  stage = await openStage();
  speech = (await stage.sql<{ id: string }>("select id from directives where kind = 'speech'"))[0]?.id ?? '';
  policy =
    (await stage.sql<{ id: string }>('select id from upstream_policies where directive_id is not null'))[0]?.id ?? '';
  body = (await stage.sql<{ id: string }>('select body_id as id from gap_entries limit 1'))[0]?.id ?? '';
});
afterAll(() => stage.close());

const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

it('says what the speech rests on, and completes what was only cited', async () => {
  const page = await stage.person('clerk');
  await page.goto(`/directives/${speech}/review`);
  await page.getByRole('link', { name: '引用', exact: true }).click();
  const cited = page.getByRole('list', { name: '引用的上级文件' });
  await expect.poll(() => cited.getByText('已登记').count()).toBe(2);
  await page.getByText('全部引用已登记。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await cited.getByRole('link', { name: /责任分工方案/ }).click();
  await page.getByText('待补全').waitFor();
  await page.getByRole('button', { name: '补全信息' }).click();
  await page.getByLabel('发文单位').fill('云汀市政协办公室');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByText('已补全').waitFor();
  await page.getByRole('link', { name: '上级文件登记' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(3);
  await picture(page, 'policies-1440');
});

it('finds any confirmed document to be linked by what it is called, and never the text itself', async () => {
  const page = await stage.person('clerk');
  await page.goto(`/policies/${policy}`);
  const picker = page.getByRole('textbox', { name: '部署文件' });
  await expect.poll(() => picker.inputValue()).toContain('推进会');
  await page.getByRole('button', { name: '清除' }).click();
  await page.getByRole('button', { name: /推进会/ }).waitFor();
  await picture(page, 'policy-1440', { whole: true });
  const search = page.getByRole('combobox', { name: '部署文件' });
  await search.fill('实施意见');
  await page.getByText('没有找到').waitFor();
  await search.fill('推进会');
  await page.getByRole('option', { name: /推进会/ }).click();
  await page.getByRole('link', { name: '核对对应' }).click();
  await page.waitForURL(`**/policies/${policy}/links?directiveId=${speech}`);
  await page.getByRole('heading', { level: 1, name: '核对对应关系' }).waitFor();
});

it('says how far the comparison is, and stops and goes on as asked', async () => {
  const page = await stage.person('clerk');
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/proposals/portion**', async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto(`/policies/${policy}/links?directiveId=${speech}`);
  await page.getByText(/^正在比对：已比对 0 项本级要求，共 \d+ 项$/).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.getByRole('button', { name: '停止比对' }).click();
  await page.getByText(/^比对没有做完：已比对 0 项/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  release();
  await page.getByRole('button', { name: '继续比对' }).click();
  await page.getByRole('list', { name: /^建议/ }).getByText('相似度').first().waitFor();
  expect(await page.getByText(/比对/).count()).toBe(0);
});

it('goes through the proposals with the keyboard alone, and looks again after what was settled', async () => {
  const page = await stage.person('clerk');
  await page.goto(`/policies/${policy}/links?directiveId=${speech}`);
  const proposals = page.getByRole('list', { name: /^建议/ });
  const open = () => proposals.getByRole('listitem').count();
  await proposals.getByText('相似度').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'policy-links-1440');
  const before = await open();
  await page.keyboard.press('y');
  await expect.poll(open).toBe(before - 1);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '否定选取的2条' }).waitFor();
  await page.keyboard.press('n');
  await expect.poll(open).toBe(before - 3);
  await page.getByText('已否定').first().waitFor();
  // The two were rejected in one go and come back in one go, also after a reload; the confirmation before them as well.
  await page.getByText('上一步：否定 2 条').waitFor();
  await page.reload();
  await page.getByRole('button', { name: '撤销刚才的决定' }).click();
  await expect.poll(open).toBe(before - 1);
  await page.getByText('上一步：确认 1 条').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(open).toBe(before);
  await picture(page, 'policy-links-undone-1440');
  await page.keyboard.press('y');
  await expect.poll(open).toBe(before - 1);
  await page.goto(`/directives/${speech}/again`);
  await page.getByText('这份文件的对应关系都有效。').waitFor();
  await page.getByRole('link', { name: '任务差异' }).waitFor();
});

it('keeps the pair in hand and the ticks when it is refused, and when others decide meanwhile', async () => {
  const page = await stage.person('clerk');
  await page.goto(`/policies/${policy}/links?directiveId=${speech}`);
  const pairs = page.getByRole('list', { name: /^建议/ }).getByRole('listitem');
  await pairs.nth(3).waitFor();
  const inHand = () => page.locator('[aria-current=true]').innerText();
  for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  const words = await inHand();
  const chosen = page.getByRole('button', { name: '确认选取的2条' });
  await chosen.waitFor();
  // Refused once, in the page itself: the service worker takes what is sent past a route of the browser at times.
  await page.evaluate(() => {
    const { fetch } = window;
    window.fetch = async (input, init) => {
      if (init?.method !== 'POST') return fetch(input, init);
      window.fetch = fetch;
      return Response.json({ detail: '所选要求或条款已有变化' }, { status: 409 });
    };
  });
  await page.keyboard.press('y');
  await page.getByText('所选要求或条款已有变化').waitFor();
  expect([await chosen.count(), await inHand()]).toEqual([1, words]);
  // Another browser decides the first pair of the list: the one in hand moves up and stays in hand.
  const count = await pairs.count();
  const other = await stage.person('clerk');
  await other.goto(`/policies/${policy}/links?directiveId=${speech}`);
  await other.getByRole('button', { name: '否定', exact: true }).first().click();
  await expect.poll(() => pairs.count()).toBe(count - 1);
  expect([await chosen.count(), await inHand()]).toEqual([1, words]);
  // And where the one in hand is decided there, the key decides nothing until another one is chosen.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  const rest = other.getByRole('list', { name: /^建议/ }).getByRole('listitem');
  await expect.poll(() => rest.count()).toBe(count - 1);
  await rest.nth(1).getByRole('button', { name: '否定', exact: true }).click();
  await page.getByText('当前这一条已由他人办理').waitFor();
  const left = await pairs.count();
  await page.keyboard.press('n');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.locator('[aria-current=true]').count()).toBe(1);
  expect(await pairs.count()).toBe(left);
});

it('sends the gap sheet out, and takes it back filled in, once', async () => {
  const page = await stage.person('clerk');
  await page.goto(`/policies/${policy}/gaps?bodyId=${body}`);
  await page.getByRole('button', { name: /有任务的条款/ }).click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await page.keyboard.press('Escape');
  expect(await accessibilityFaults(page)).toEqual([]);
  // Each row says what the clause and our requirement say; a link that does not hold is marked.
  const [link] = await stage.sql<{ id: string; words: string }>(
    `with one as (select id, clause_words from upstream_links where state = 'confirmed' order by id limit 1)
     update upstream_links l set clause_words = '从前的条款' from one where l.id = one.id
     returning l.id, one.clause_words as words`,
  );
  await page.reload();
  const marked = page.getByRole('row').filter({ hasText: '上级已改' });
  await marked.first().waitFor();
  expect(await marked.count()).toBe(1);
  expect((await marked.innerText()).replace(/\s/g, '')).toContain(link?.words.replace(/\s/g, ''));
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'policy-gaps-1440', { whole: true });
  await page.setViewportSize(phone);
  await picture(page, 'policy-gaps-390', { whole: true });
  await page.setViewportSize(desktop);
  await stage.sql('update upstream_links set clause_words = $2 where id = $1', [link?.id, link?.words]);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出Excel' }).click();
  const { sheets } = await readXlsx(await readFile(await (await coming).path()));
  const rows = sheets[0]?.rows ?? [];
  const write = async (owner: CellValue) => {
    const row = rows.find((cells) => String(cells[1]).includes('应建尽建')) as CellValue[];
    [row[5], row[7]] = ['两个专委会尚未建立', owner];
    const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: '甲', rows }] }));
    await page.getByLabel('填好的对标对表').setInputFiles({ name: '对标对表.xlsx', mimeType, buffer });
    await page.getByRole('button', { name: '读取并对照' }).click();
  };
  await write('没有的单位');
  await page.getByRole('heading', { name: '不能登记的行（1）' }).waitFor();
  expect(await page.getByRole('button', { name: /^登记/ }).count()).toBe(0);
  await write('云汀市政协办公室');
  await page.getByRole('heading', { name: '有改动的行（1）' }).waitFor();
  await page.getByRole('button', { name: '登记1行' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记1行' }).click();
  await page.getByText('已登记1行。').waitFor();
  await page.getByRole('row').filter({ hasText: '应建尽建' }).getByText('两个专委会尚未建立').waitFor();
  await write('云汀市政协办公室');
  await page.getByText('与系统中一致，没有可登记的改动').waitFor();
});

it('reads on a phone, and in English, and is closed to a county', async () => {
  const small = await stage.person('leader', { viewport: phone });
  for (const [path, words] of [
    ['/policies', '上级文件登记'],
    [`/policies/${policy}`, '被引用'],
    [`/policies/${policy}/gaps?bodyId=${body}`, '已落实的条款'],
    [`/policies/${policy}/links?directiveId=${speech}`, '核对对应关系'],
  ] as const) {
    await small.goto(path);
    await small.getByText(words).first().waitFor();
    await expect.poll(() => small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  expect(await small.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
  const english = await stage.person('clerk', { language: 'en' });
  await english.goto(`/policies/${policy}/gaps?bodyId=${body}`);
  await english.getByRole('heading', { name: 'Gap sheet' }).waitFor();
  await english.getByText('linked, no task').first().waitFor();
  await english.setViewportSize(phone);
  const named = english.locator('td[data-label]').first();
  const label = await named.evaluate((cell) => getComputedStyle(cell, '::before').content);
  expect(label.replaceAll('"', '')).toBe('Our requirement: ');
  const county = await stage.person('fengyu');
  await county.goto('/policies');
  await county.getByRole('link', { name: '部署文件', exact: true }).waitFor();
  expect(await county.getByRole('link', { name: '上级文件', exact: true }).count()).toBe(0);
});
