import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takenIn } from './incoming.ts';
import { longDocument } from './long-document.ts';
import { button, dialog, openReview, text } from './review-desk.ts';
import { openStage, picture, type Stage } from './stage.ts';
import { act } from './work.ts';

/** A hundred pages of print, at some 850 characters a page. */
const whole = longDocument(40);

let stage: Stage;
let page: Page;
let id: string;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
  id = await takenIn(page, { text: whole, title: '一百页的实施方案', issuedOn: '2026-06-16' });
  await openReview(page, id);
});
afterAll(() => stage.close());

const list = (where: Page) => where.getByRole('region', { name: '要求' });
const choose = (name: string, value: string) => page.getByRole('combobox', { name }).selectOption(value);
const counts = async () => {
  const rows = await stage.sql<{ decision: string; sure: string; count: number }>(
    `select decision, case when confidence < 0.5 then 'unsure' when confidence < 0.8 then 'likely' else 'sure' end as sure,
       count(*)::int as count from requirements where directive_id = $1 group by 1, 2`,
    [id],
  );
  return (sure: string, decision?: string) =>
    rows
      .filter((row) => row.sure === sure && (decision === undefined || row.decision === decision))
      .reduce((sum, row) => sum + row.count, 0);
};
const nodes = () => page.evaluate('document.querySelectorAll("*").length') as Promise<number>;

it('draws what is in sight of a hundred pages and no more, wherever she scrolls, and reaches the end of both', async () => {
  expect(whole.length).toBeGreaterThan(80_000);
  const standing = await counts();
  const all = standing('unsure') + standing('likely') + standing('sure');
  expect(all).toBeGreaterThan(600);
  await choose('筛选', 'all');
  await choose('排列', 'document');
  const seen: number[] = [];
  for (const pane of [text(page), list(page)]) {
    for (let step = 0; step <= 12; step += 1) {
      await pane.evaluate((element, share) => {
        element.scrollTop = element.scrollHeight * share;
      }, step / 12);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      seen.push(await nodes());
    }
  }
  // Ten pages of the text hold more pieces than this; all of it some thirty thousand.
  expect(Math.max(...seen)).toBeLessThan(2500);
  expect(await page.getByRole('article').count()).toBeLessThan(40);
  await text(page).getByText('2026年6月16日').waitFor();
  await list(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await page.getByRole('article').last().waitFor();
  await page.keyboard.press('k');
  await expect.poll(() => list(page).locator('article[aria-current=true]').count()).toBe(1);
  // The passage of the card in hand is brought into sight, at the other end of a hundred pages.
  await expect.poll(() => text(page).locator('[aria-pressed=true]').count()).toBeGreaterThan(0);
  await picture(page, 'review-long-1440');
});

it('narrows the list to each certainty, and decides all of one at once by keys, with one reason, and takes it back', async () => {
  await choose('筛选', 'undecided');
  await choose('排列', 'certainty');
  const before = await counts();
  for (const sure of ['unsure', 'likely', 'sure'] as const) {
    expect(before(sure)).toBeGreaterThan(0);
    await page.keyboard.press('c');
    expect(await page.getByRole('combobox', { name: '把握' }).inputValue()).toBe(sure);
    await page.keyboard.press('Shift+X');
    await page.getByText(`已选 ${before(sure)} 项`).waitFor();
    await page.keyboard.press('Shift+X');
    await expect.poll(() => page.getByText('已选').count()).toBe(0);
  }
  await choose('把握', 'unsure');
  await page.keyboard.press('Shift+X');
  await page.keyboard.press('Shift+R');
  await dialog(page).waitFor();
  await page.keyboard.type('疑为错字，另行核对');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await counts())('unsure', 'rejected')).toBe(before('unsure'));
  expect((await counts())('sure', 'undecided')).toBe(before('sure'));

  await choose('把握', 'sure');
  await button(page, '全选当前列出的').click();
  await button(page.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
  // Some of their days have passed: that is said first.
  await page
    .getByRole('dialog')
    .getByText(/项的日期已过/)
    .waitFor();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^全部采纳/ })
    .click();
  await expect.poll(async () => (await counts())('sure', 'accepted')).toBe(before('sure'));
  await page.getByText(`还有 ${before('likely')} 项待审定`).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await counts())('sure', 'undecided')).toBe(before('sure'));
  expect((await counts())('unsure', 'rejected')).toBe(before('unsure'));
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await counts())('unsure', 'undecided')).toBe(before('unsure'));
});

it('reaches each of several that lie over the same words, by pressing them again, by pointer and by keys', async () => {
  const rows = await stage.sql<{ id: string; start: number; end: number; content: object }>(
    `select id, start_at as start, end_at as end, content from requirements where directive_id = $1 order by start_at`,
    [id],
  );
  const [inner, next] = rows;
  if (!inner || !next) throw new Error('Nothing is asked');
  const content = { ...inner.content, action: '两项合起来的要求' };
  const span = { start: inner.start, end: next.end };
  const { status } = await act(page, `/api/directives/${id}/requirements`, { ...span, content });
  expect(status).toBe(200);
  await openReview(page, id);
  await choose('筛选', 'all');
  await choose('排列', 'document');
  const words = whole.slice(inner.start, inner.end);
  // The words by which it was read so are pieces of their own once it is in hand: the first of its line stays the first.
  const piece = text(page).locator('p').filter({ hasText: words }).first().getByRole('button').first();
  const inHand = () => list(page).locator('article[aria-current=true] h4').innerText();
  await piece.click();
  await expect.poll(inHand).toBe(words);
  await piece.click();
  await expect.poll(inHand).toBe('两项合起来的要求');
  await piece.focus();
  await page.keyboard.press('Enter');
  await expect.poll(inHand).toBe(words);
  await page.keyboard.press('Enter');
  await expect.poll(inHand).toBe('两项合起来的要求');
});
