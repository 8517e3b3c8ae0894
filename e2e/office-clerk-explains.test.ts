import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takenIn } from './incoming.ts';
import { sidewaysOverflow } from './legibility.ts';
import { button, card, decidedNow, dialog, listAll, openReview, text } from './review-desk.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

const notice = [
  '关于报送联络名单的通知',
  '各县（市、区）政协：',
  '一、建立台账（9月底前完成）',
  '（一）摸清底数。各专委会要建立联络台账。',
  '（二）补齐短板。机关支部要报送联络名单，并要在2026年3月底前完成自查。',
  '二、有关要求',
  '1. 市政协办公室要近期通报情况。',
  '云汀市政协办公室',
  '2026年6月16日',
].join('\n');
const roster = '建立联络台账';
const names = '报送联络名单';
const check = '在2026年3月底前完成自查';
const report = '近期通报情况';
const branch = '云汀市政协机关第一党支部';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
});
afterAll(() => stage.close());

const fresh = (title: string) => takenIn(page, { text: notice, title, issuedOn: '2026-06-16' });
const evidence = (where: Page) => text(where).locator('[data-evidence]').allInnerTexts();
const stored = async (id: string, action: string) => {
  const [row] = await stage.sql<{ owner: string[]; due: string | null; kind: string | null; decision: string }>(
    `select content->'owners'->0->'organisationIds' as owner, content->'deadline'->>'to' as due,
       content->'deadline'->>'kind' as kind, decision
     from requirements where directive_id = $1 and content->>'action' = $2`,
    [id, action],
  );
  return row;
};
const takeInHand = async (action: string) => {
  await card(page, action).getByRole('heading').click();
  await expect.poll(() => card(page, action).getAttribute('aria-current')).toBe('true');
};

describe('why a requirement was proposed', () => {
  it('stands on its card, marks its words in the document, and names the heading that handed a time down', async () => {
    const id = await fresh('为何提出的通知');
    await openReview(page, id);
    await listAll(page);
    await takeInHand(roster);
    const words = await card(page, roster).innerText();
    for (const said of [
      '有要求用语“要”',
      '时限“9月底前”取自上级标题',
      '（见“一 建立台账（9月底前完成）”）',
      '年份按成文日期推定',
    ])
      expect(words).toContain(said);
    expect(words).toContain('责任单位“各专委会”是这句话的主语');
    expect(await evidence(page)).toEqual(['9月底前', '各专委会', '要']);
    await button(card(page, roster), '时限“9月底前”取自上级标题').click();
    const pointed = text(page).locator('[data-evidence]', { hasText: '9月底前' });
    const look = await pointed.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(look).not.toBe('rgba(0, 0, 0, 0)');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-why-1440');
    // By the key: the next of its places, and another card's own ones once that is in hand.
    await page.locator('h1').focus();
    await page.keyboard.press('w');
    await expect
      .poll(() => pointed.evaluate((element) => getComputedStyle(element).backgroundColor))
      .toBe('rgba(0, 0, 0, 0)');
    await takeInHand(report);
    await expect.poll(() => evidence(page)).toEqual(['市政协办公室', '要', '近期']);
  });

  it('is read in English and on a phone, where the reasons lead to the text', async () => {
    const id = await fresh('手机上看依据的通知');
    const english = await stage.person('clerk', { language: 'en', viewport: phone });
    await openReview(english, id);
    await card(english, roster).getByRole('heading').tap();
    await card(english, roster).getByText('Why it was proposed').waitFor();
    expect(await sidewaysOverflow(english)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(english)).toEqual([]);
    await picture(english, 'review-why-390-en');
    await button(card(english, roster), 'the deadline “9月底前” comes from the heading above').tap();
    const document = english.getByRole('region', { name: 'Document', exact: true });
    await document.getByText('9月底前', { exact: true }).waitFor();
    await picture(english, 'review-why-text-390-en');
    await english.context().close();
  });
});

it('asks for the day that is not named and about one that has passed, and takes it by keys', async () => {
  const id = await fresh('时限待补的通知');
  await openReview(page, id);
  await page.getByRole('combobox', { name: '筛选' }).selectOption('asks');
  await expect.poll(() => page.getByRole('article').count()).toBe(3);
  await card(page, report).getByText('没有写明日期，请补上').waitFor();
  await card(page, check).getByText('这个日期早于成文日期，请核对年份').waitFor();
  await takeInHand(report);
  await picture(page, 'review-asks-1440');
  await page.keyboard.press('t');
  await dialog(page).getByText('原文写法：近期').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog(page).getByLabel('止').fill('2026-07-15');
  await page.keyboard.press('Enter');
  await expect.poll(() => stored(id, report)).toMatchObject({ decision: 'edited', due: '2026-07-15', kind: 'due' });
  await button(card(page, check), '改正日期').click();
  await dialog(page).getByLabel('止').fill('2027-03-31');
  await button(dialog(page), '保存并采纳').click();
  await expect.poll(() => stored(id, check)).toMatchObject({ decision: 'edited', due: '2027-03-31' });
  expect(await card(page, check).getByText('这个日期').count()).toBe(0);
});

it('takes one owner at a time where several are open, and accepts with the last', async () => {
  const id = await fresh('两处待认的通知');
  await stage.sql(
    // What is taken back becomes the proposal again, so it has to have both as well.
    `update requirements set content = jsonb_set(content, '{owners}',
       (content->'owners') || jsonb_set(content->'owners'->0, '{role}', '"support"')),
       proposal = jsonb_set(proposal, '{owners}',
       (proposal->'owners') || jsonb_set(proposal->'owners'->0, '{role}', '"support"'))
     where directive_id = $1 and content->>'action' = $2`,
    [id, names],
  );
  await openReview(page, id);
  await listAll(page);
  await takeInHand(names);
  const asked = card(page, names).getByText('可能是：');
  await expect.poll(() => asked.count()).toBe(2);
  await page.locator('h1').focus();
  await page.keyboard.press('1');
  await card(page, names).getByText('其余单位选定后一并采纳').waitFor();
  expect(await asked.count()).toBe(1);
  expect(await stored(id, names)).toMatchObject({ decision: 'undecided', owner: [] });
  await picture(page, 'review-one-owner-1440');
  await page.keyboard.press('1');
  await expect.poll(() => stored(id, names)).toMatchObject({ decision: 'edited', owner: [expect.any(String)] });
  await expect.poll(() => asked.count()).toBe(0);
  // Accepted as it stands, what was chosen for one of them is kept as well.
  await page.keyboard.press('Control+z');
  await expect.poll(() => stored(id, names)).toMatchObject({ decision: 'undecided', owner: [] });
  // The page hears of it after the database.
  await button(card(page, names), '采纳').waitFor();
  await expect.poll(() => asked.count()).toBe(2);
  await takeInHand(names);
  await page.locator('h1').focus();
  await page.keyboard.press('1');
  await expect.poll(() => asked.count()).toBe(1);
  await button(card(page, names), '采纳').click();
  await expect.poll(() => stored(id, names)).toMatchObject({ decision: 'edited', owner: [expect.any(String)] });
});

it('shows whom words may mean, takes the one she picks, and knows it next time once she has said so', async () => {
  const id = await fresh('叫法待认的通知');
  await openReview(page, id);
  await listAll(page);
  await takeInHand(names);
  await card(page, names).getByText('可能是：').waitFor();
  const choices = await card(page, names)
    .locator('kbd')
    .evaluateAll((all) => all.map((key) => key.parentElement?.textContent ?? ''));
  expect(choices.map((choice) => choice.replace(/^\d/, '')).sort()).toEqual([
    branch,
    '云汀市政协机关第二党支部',
    '都是',
  ]);
  await picture(page, 'review-candidates-1440');
  const key = choices.findIndex((choice) => choice.endsWith(branch)) + 1;
  await page.locator('h1').focus();
  await page.keyboard.press('0');
  await expect.poll(async () => (await stored(id, names))?.owner.length).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await stored(id, names))?.decision).toBe('undecided');
  await takeInHand(names);
  await page.locator('h1').focus();
  await page.keyboard.press(`${key}`);
  await expect.poll(async () => (await stored(id, names))?.decision).toBe('edited');
  await card(page, names).getByText(branch).waitFor();
  await takeInHand(check);
  await card(page, check).getByRole('button', { name: branch }).click();
  await expect.poll(async () => (await stored(id, check))?.decision).toBe('edited');

  await button(page, '全选当前列出的').click();
  await button(page.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
  // One of the two names no day: it is said before anything is accepted, with the way to it.
  await dialog(page).getByText('1 项没有写明日期。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-times-1440');
  await dialog(page).getByRole('button', { name: report }).click();
  await expect.poll(() => card(page, report).getAttribute('aria-current')).toBe('true');
  expect((await decidedNow(stage, id)).get(report)?.decision).toBe('undecided');
  await page.locator('h1').focus();
  await page.keyboard.press('Shift+A');
  await button(dialog(page), '只采纳时限明确的（1 项）').click();
  await expect.poll(async () => (await decidedNow(stage, id)).get(roster)?.decision).toBe('accepted');
  expect((await decidedNow(stage, id)).get(report)?.decision).toBe('undecided');
  await button(card(page, report), '采纳').click();
  await page.getByText('全部审定完毕').waitFor();
  expect(await page.getByRole('region', { name: '以后这样认？' }).count()).toBe(0);
  // And once more before the version is frozen: the day of one has passed, of the other there is none.
  await button(page, '确认本版').click();
  await dialog(page).getByText('1 项的日期已过。').waitFor();
  await dialog(page).getByText('1 项没有写明日期。').waitFor();
  await picture(page, 'review-confirm-times-1440');
  await dialog(page).getByRole('button', { name: check }).click();
  await expect.poll(() => dialog(page).count()).toBe(0);
  await expect.poll(() => card(page, check).getAttribute('aria-current')).toBe('true');
  await button(page, '确认本版').click();
  await button(dialog(page), '确认本版').click();
  const offer = page.getByRole('region', { name: '以后这样认？' });
  await offer.getByText(`以后把“机关支部”认作${branch}`).waitFor();
  await offer.getByText('本文件 2 处').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-taught-1440');
  await button(offer, '记住').click();
  await expect.poll(() => offer.count()).toBe(0);

  const next = await fresh('叫法已记住的通知');
  await openReview(page, next);
  await listAll(page);
  await takeInHand(names);
  await card(page, names).getByText('“机关支部”按本单位记住的叫法对应').waitFor();
  expect(await card(page, names).getByText('可能是：').count()).toBe(0);
  expect((await decidedNow(stage, next)).get(names)?.decision).toBe('undecided');

  await page.goto('/organisations');
  await page.getByRole('link', { name: '责任单位叫法' }).click();
  const kept = page.getByRole('list', { name: '责任单位叫法' }).getByRole('listitem');
  await kept.getByText('叫法待认的通知').waitFor();
  expect(await kept.innerText()).toContain(branch);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'owner-words-1440');
  await button(page, '停用').click();
  await button(dialog(page), '停用').click();
  await page.getByText('还没有记住的叫法').waitFor();
});
