import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManual } from '../web/src/features/manual/markdown.ts';
import { faultsOnPaper, sidewaysOverflow, tooSmall } from './legibility.ts';
import { recordsOf, views } from './manual-views.ts';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';

const folder = path.resolve(import.meta.dirname, '../docs/manual');
/** `XIELI_MANUAL_PICTURES=make` takes the pictures anew; every other run only looks at the pages. */
const makes = process.env.XIELI_MANUAL_PICTURES === 'make';

let stage: Stage;
let records: Awaited<ReturnType<typeof recordsOf>>;
beforeAll(async () => {
  stage = await openStage();
  records = await recordsOf(stage);
});
afterAll(() => stage.close());

/** The pictures that the manuals of a language name, each with the words of the screen that its caption quotes. */
function captionsIn(language: string): Map<string, string[]> {
  const manuals = readdirSync(path.join(folder, language), { withFileTypes: true }).filter((entry) => entry.isFile());
  const blocks = manuals
    .map(({ name }) => readManual(readFileSync(path.join(folder, language, name), 'utf8')))
    .flatMap(({ sections }) => sections.flatMap((section) => section.blocks));
  return new Map(
    blocks.flatMap((block): [string, string[]][] => {
      if (block.kind !== 'picture') return [];
      const quoted = block.caption.filter(({ kind }) => kind === 'screen').map(({ text }) => text);
      return [[block.file.replace(/\.webp$/, ''), quoted]];
    }),
  );
}

/** The views by who sees them on what, so that each person sits down once. */
const seats = Object.entries(
  Object.groupBy(
    Object.entries(views).map(([name, view]) => ({ name, view, onPhone: name.endsWith('-phone') })),
    ({ view, onPhone }) => `${view.who ?? 'a stranger'}${onPhone ? ' on a phone' : ''}`,
  ),
).map(([seat, named = []]) => ({ seat, named, onPhone: named[0]?.onPhone ?? false }));

const captions = { 'zh-CN': captionsIn('zh-CN'), en: captionsIn('en') };

describe('the pictures of the manuals', () => {
  it.each(['zh-CN', 'en'] as const)('have a view here each, and every view is used: %s', (language) => {
    expect(Object.keys(views).sort()).toEqual([...captions[language].keys()].sort());
  });

  it.each(seats)('show what their captions say, in both languages: $seat', async ({ onPhone, named }) => {
    const page = await stage.person(named[0]?.view.who ?? null, { viewport: onPhone ? phone : desktop });
    let language: 'zh-CN' | 'en' = 'zh-CN';
    for (const { name, view } of named) {
      await page.goto(view.address(records));
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      if (view.press) await pressed(page, view.press[language]);
      await look(page, name, language);
      // The same page in the other language costs no second load, and the next page comes in that language.
      language = await changeLanguage(page, language);
      await look(page, name, language);
    }
  });
});

function pressed(page: Page, name: string): Promise<void> {
  return page
    .getByRole('button', { name, exact: true })
    .or(page.getByTitle(name, { exact: true }))
    .first()
    .click();
}

async function changeLanguage(page: Page, from: 'zh-CN' | 'en'): Promise<'zh-CN' | 'en'> {
  const to = from === 'en' ? 'zh-CN' : 'en';
  // Pressed by script: a phone keeps the button elsewhere, and an open dialog covers it.
  await page.evaluate((wanted) => document.querySelector<HTMLElement>(`header button[lang="${wanted}"]`)?.click(), to);
  await page.locator(`html[lang="${to}"]`).waitFor();
  return to;
}

async function look(page: Page, name: string, language: 'zh-CN' | 'en'): Promise<void> {
  const from = views[name]?.from?.[language];
  if (from !== undefined)
    await page
      .getByRole('heading', { name: from, exact: true })
      .first()
      .evaluate((heading) => window.scrollTo(0, heading.getBoundingClientRect().top + window.scrollY - 90));
  await expect
    .poll(() => unseen(page, captions[language].get(name) ?? []), { message: name, interval: 50 })
    .toEqual([]);
  if (makes) await takePicture(page, path.join(folder, language, 'pictures', `${name}.webp`));
}

/** Which of these words do not stand within the screen, menus apart. */
function unseen(page: Page, words: readonly string[]): Promise<string[]> {
  return page.evaluate((wanted) => {
    const drawn = [...document.querySelectorAll('main, [role="dialog"]')].flatMap((root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const { top, bottom, width } = range.getBoundingClientRect();
        if (width > 0 && top >= 0 && bottom <= innerHeight) found.push(walker.currentNode.textContent ?? '');
      }
      return found;
    });
    return wanted.filter((words) => !drawn.some((text) => text.includes(words)));
  }, words);
}

/** As a reader's own screen shows it: without the line that only a demo has. WebP is made by the browser itself. */
async function takePicture(page: Page, file: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    for (const banner of document.querySelectorAll<HTMLElement>('aside')) banner.style.display = 'none';
  });
  const png = await page.screenshot();
  const empty = await page.context().newPage();
  const webp = await empty.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.82);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await empty.close();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(webp.split(',')[1] ?? '', 'base64'));
}

describe('the manuals in the product', () => {
  it('open beside the page at its section, by the keyboard, for who is here', async () => {
    const page = await stage.person('verifier');
    await page.goto('/tasks');
    const help = page.getByRole('banner').getByRole('link', { name: '帮助' });
    await help.focus();
    const [manual] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
    const heading = manual.getByRole('heading', { level: 2, name: '找任务' });
    await heading.waitFor();
    expect(new URL(manual.url()).pathname + new URL(manual.url()).hash).toBe('/help/verifier#tasks');
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    const top = await heading.evaluate((element) => element.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(400);
    await picture(manual, 'manual-1440');

    await manual.getByRole('button', { name: 'English' }).click();
    await manual.getByRole('heading', { level: 2, name: 'Find tasks' }).waitFor();
    expect(await accessibilityFaults(manual)).toEqual([]);
    expect(await faultsOnPaper(manual)).toEqual([]);
    await manual.close();
  });

  it('are found by a word, on a phone and in large text, by somebody who is not signed in', async () => {
    const page = await stage.person(null, { viewport: phone });
    await page.goto('/help');
    await page.getByRole('banner').getByRole('link', { name: '帮助' }).waitFor();
    await page.getByRole('searchbox').fill('延期');
    await page.getByText(/^找到 \d+ 处$/).waitFor();
    await picture(page, 'manuals-390');
    await page.getByRole('button', { name: '大字版' }).tap();
    expect(await tooSmall(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: '办一项任务 · 县级经办人手册' }).tap();
    await page.getByRole('heading', { level: 2, name: '办一项任务' }).waitFor();
    const shown = page.locator('figure img').first();
    await shown.scrollIntoViewIfNeeded();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    expect(await tooSmall(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'manual-large-390');
    await page.goto('/help/nobody');
    await page.getByRole('heading', { name: '没有这本手册' }).waitFor();
  });

  it('are searched for several words at once, and in the other language where this one says nothing', async () => {
    const page = await stage.person(null);
    await page.goto('/help');
    await page.getByRole('searchbox').fill('理由 延期');
    await page.getByText(/^找到 \d+ 处$/).waitFor();
    await page.getByRole('searchbox').fill('extension');
    await page.getByRole('heading', { name: '手册里没有“extension”' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '到英文手册里找（界面换成英文）' }).click();
    await page.getByText(/^\d+ places? found$/).waitFor();
  });
});
