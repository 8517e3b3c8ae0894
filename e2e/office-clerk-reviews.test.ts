import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circular, takenIn } from './incoming.ts';
import { sidewaysOverflow } from './legibility.ts';
import {
  button,
  card,
  decidedNow,
  dialog,
  found,
  freshCircular,
  holdDecisions,
  listAll,
  openReview,
  passage,
  text,
} from './review-desk.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const { filing, filed, visits, doubtful, branches, measures, watched, stations } = found;
const decisionOf = async (directiveId: string, action: string) =>
  (await decidedNow(stage, directiveId)).get(action)?.decision;
const lookOf = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

describe('the text and its requirements, side by side', () => {
  let page: Page;
  let id: string;
  beforeAll(async () => {
    page = await stage.person('clerk');
    id = await freshCircular(page);
  });

  it('puts what the reader is unsure of first, and says why it is', async () => {
    await openReview(page, id);
    const headings = page.getByRole('region', { name: '要求' }).getByRole('heading', { level: 3 });
    await expect.poll(() => headings.first().innerText()).toBe('请先核对：系统拿不准的');
    const first = page.getByRole('article').first();
    await first.getByRole('heading', { name: doubtful }).click();
    await first.getByText('疑似错字“切记”，请核对').waitFor();
    const words = await first.innerText();
    expect(words).toContain('拿不准');
    expect(words).toContain('为何提出');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-1440');
  });

  it('lights the passage of a card, and the card of a passage, by pointer and by focus', async () => {
    await openReview(page, id);
    await listAll(page);
    await page.mouse.move(5, 5);
    const mark = passage(page, filing);
    const quiet = { mark: await lookOf(mark), card: await lookOf(card(page, filing)) };
    await card(page, filing).getByRole('heading', { name: filing }).hover();
    await expect.poll(() => lookOf(mark)).not.toBe(quiet.mark);
    expect(await lookOf(passage(page, filed))).toBe(quiet.mark);

    await page.mouse.move(5, 5);
    await expect.poll(() => lookOf(mark)).toBe(quiet.mark);
    await mark.hover();
    await expect.poll(() => lookOf(card(page, filing))).not.toBe(quiet.card);
    expect(await lookOf(card(page, filed))).toBe(quiet.card);

    await page.mouse.move(5, 5);
    await button(card(page, filed), '采纳').focus();
    await expect.poll(() => lookOf(passage(page, filed))).not.toBe(quiet.mark);
    await mark.focus();
    await expect.poll(() => lookOf(card(page, filing))).not.toBe(quiet.card);
    await page.keyboard.press('Enter');
    await expect.poll(() => card(page, filing).getAttribute('aria-current')).toBe('true');
  });

  it('shows of each what it asks, as written and as it was understood', async () => {
    await openReview(page, id);
    await listAll(page);
    const read = async (action: string, words = action) => {
      await passage(page, words).click();
      await expect.poll(() => card(page, action).getAttribute('aria-current')).toBe('true');
      return card(page, action).innerText();
    };
    const dated = await read(filing);
    for (const words of [
      '硬任务',
      '各县（市、区）政协',
      '政协枫屿县委员会',
      '9 个单位',
      '9月底前',
      '2026年9月30日前',
      '年份：按成文日期推定（2026）',
    ])
      expect(dated).toContain(words);
    const recurring = await read(visits);
    for (const words of ['云汀市政协提案委员会', '委员工作委员会', '配合', '每季度至少 2 次', '2次'])
      expect(recurring).toContain(words);
    const conditional = await read(branches);
    for (const words of ['没有专委会党支部的县（市、区）政协', '按条件确定，今天为：', '年内', '2026年12月31日前'])
      expect(conditional).toContain(words);
    const referring = await read(measures, '认真落实');
    for (const words of ['引用文件', '《云汀市政协委员履职管理办法》', '未点名，由受文对象落实', '半硬任务'])
      expect(referring).toContain(words);
    const supervised = await read(watched);
    for (const words of ['督导', '跟踪监督 · 硬任务', '督导规定']) expect(supervised).toContain(words);
    expect(await read(stations)).toContain('软性要求');
    await picture(page, 'review-facts-1440');
  });

  it('keeps what was left out in the text, with the reason beside it', async () => {
    await openReview(page, id);
    const left = text(page).locator('s');
    expect(await left.count()).toBe(2);
    const reasons = await left.evaluateAll((all) => all.map((one) => getComputedStyle(one, '::after').content));
    expect(reasons).toEqual(['"未参与识别：推广信息"', '"未参与识别：页码"']);
  });
});

describe('deciding', () => {
  it('by visible buttons: accepts, edits, rejects with a reason, defers, makes known, finds nothing to do, takes back', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '按钮审定的通知');
    await openReview(page, id);
    await listAll(page);

    await button(card(page, filing), '采纳').click();
    await expect.poll(() => decisionOf(id, filing)).toBe('accepted');

    await expect.poll(() => card(page, filed).getAttribute('aria-current')).toBe('true');
    await button(card(page, filed), '修改').click();
    await dialog(page).getByLabel('完成标准').fill('建档率达到百分之百，情况报告经主席会议审议。');
    await dialog(page).getByLabel('可以证明完成的材料').fill('建档情况报告');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-edit-1440');
    await button(dialog(page), '保存并采纳').click();
    await expect.poll(() => decisionOf(id, filed)).toBe('edited');
    await card(page, filed).getByText('修改后采纳').waitFor();

    await button(card(page, doubtful), '不采纳').click();
    expect(await button(dialog(page), '不采纳').isDisabled()).toBe(true);
    await button(dialog(page), '不是工作要求').click();
    await button(dialog(page), '不采纳').click();
    await expect
      .poll(async () => (await decidedNow(stage, id)).get(doubtful))
      .toMatchObject({ decision: 'rejected', reason: '不是工作要求' });

    await button(card(page, watched), '无需落实').click();
    await dialog(page).getByRole('textbox', { name: '请写明原因' }).fill('督导由督查室另行安排');
    await button(dialog(page), '无需落实').click();
    await card(page, watched).getByText('督导由督查室另行安排').waitFor();
    expect(await decisionOf(id, watched)).toBe('nothingToDo');

    await button(card(page, stations), '知悉').click();
    await expect.poll(() => decisionOf(id, stations)).toBe('madeKnown');

    await button(card(page, measures), '暂缓').click();
    await button(dialog(page), '需请示领导').click();
    await button(dialog(page), '暂缓').click();
    await expect.poll(() => decisionOf(id, measures)).toBe('deferred');

    await button(card(page, filing), '撤销').click();
    await expect.poll(() => decisionOf(id, filing)).toBe('undecided');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-decided-1440');
  });

  it('by keys alone, which rest while she types', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '快捷键审定的通知');
    await openReview(page, id);
    await page.keyboard.press('o');
    await page.keyboard.press('j');
    await expect.poll(() => card(page, filing).getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('a');
    await expect.poll(() => decisionOf(id, filing)).toBe('accepted');
    await expect.poll(() => card(page, filed).getAttribute('aria-current')).toBe('true');

    await page.keyboard.press('n');
    await dialog(page).waitFor();
    await page.keyboard.type('ajaunx 已经报送');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await decidedNow(stage, id)).get(filed))
      .toMatchObject({
        decision: 'nothingToDo',
        reason: 'ajaunx 已经报送',
      });
    expect(await decisionOf(id, visits)).toBe('undecided');

    // The keys rest until the dialog is gone.
    await expect.poll(() => dialog(page).count()).toBe(0);
    await page.keyboard.press('u');
    await expect.poll(() => decisionOf(id, filed)).toBe('undecided');

    await page.keyboard.press('k');
    for (const _ of [1, 2, 3]) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    }
    await page.getByText('已选 3 项').waitFor();
    await page.keyboard.press('Shift+A');
    await expect
      .poll(async () => [...(await decidedNow(stage, id)).values()].filter((one) => one.decision === 'accepted').length)
      .toBe(4);

    await page.keyboard.press('?');
    await dialog(page).getByText('上一项 / 下一项').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-keys-1440');
    await page.keyboard.press('?');
    await expect.poll(() => dialog(page).count()).toBe(0);
  });

  it('goes on while a decision is on its way: what she selected and opened meanwhile stays', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '慢网审定的通知');
    await openReview(page, id);
    await listAll(page);
    const answer = await holdDecisions(page);
    await button(card(page, filing), '采纳').click();
    await card(page, visits).getByRole('checkbox').check();
    await page.getByText('已选 1 项').waitFor();
    await button(card(page, filed), '修改').click();
    await dialog(page).getByLabel('完成标准').fill('按月报送');
    answer();
    await card(page, filing).getByText('已采纳', { exact: true }).waitFor();
    expect(await dialog(page).getByLabel('完成标准').inputValue()).toBe('按月报送');
    await button(dialog(page), '保存并采纳').click();
    await expect.poll(() => decisionOf(id, filed)).toBe('edited');
    await page.getByText('已选 1 项').waitFor();
    expect(await card(page, visits).getByRole('checkbox').isChecked()).toBe(true);
  });

  it('in bulk with one reason, and takes all of it back at once', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '成批审定的通知');
    await openReview(page, id);
    await button(page, '全选当前列出的').click();
    await page.getByText('已选 9 项').waitFor();
    await button(page.getByRole('status').filter({ hasText: '已选' }), '无需落实').click();
    await button(dialog(page), '由其他单位承担').click();
    await button(dialog(page), '无需落实').click();
    await page.getByText('全部审定完毕').waitFor();
    const all = [...(await decidedNow(stage, id)).values()];
    expect(all.map((one) => `${one.decision} ${one.reason}`)).toEqual(all.map(() => 'nothingToDo 由其他单位承担'));
    await button(page, '撤销刚才的决定').click();
    await page.getByText('还有 9 项待审定').waitFor();
  });

  it('adds one by selecting text, with the very characters', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '补充要求的通知');
    await openReview(page, id);
    const words = '各县（市、区）政协，市政协各专委会';
    const place = await text(page)
      .getByText(words)
      .evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const { left, right, top, bottom } = range.getClientRects()[0] as DOMRect;
        return { from: left + 1, to: right - 1, y: (top + bottom) / 2 };
      });
    await page.mouse.move(place.from, place.y);
    await page.mouse.down();
    await page.mouse.move(place.to, place.y, { steps: 8 });
    await page.mouse.up();
    await picture(page, 'review-selected-1440');
    await button(page, '作为要求加入').click();
    await dialog(page).getByText(words).first().waitFor();
    await dialog(page).getByText('原文没有读到责任单位，暂按受文对象填写，请核对。').waitFor();
    await dialog(page).getByLabel('要做什么').fill('收到后当日转各专委会主任阅知。');
    await button(dialog(page), '加入并采纳').click();
    await card(page, '收到后当日转各专委会主任阅知。').getByText('人工增加').waitFor();
    const [added] = await stage.sql<{ start: number; end: number; text: string }>(
      `select start_at as start, end_at as end, v.text from requirements r
       join directive_versions v on v.tenant_id = r.tenant_id and v.id = r.version_id
       where r.directive_id = $1 and r.proposal is null`,
      [id],
    );
    expect(added?.text.slice(added.start, added.end)).toMatch(/^各县（市、区）政协，市政协各专委会：?$/);
  });

  it('leaves and comes back without loss: decisions are kept at once, an unsaved edit is still there', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '中途离开的通知');
    await openReview(page, id);
    await listAll(page);
    await button(card(page, filing), '采纳').click();
    await card(page, filing).getByText('已采纳').waitFor();
    await button(card(page, visits), '修改').click();
    await dialog(page).getByLabel('要做什么').fill('每季度走访委员不少于2次，并记录意见。');
    await page.reload();
    await page.getByRole('article').first().waitFor();
    await page.getByText('还有 8 项待审定').waitFor();
    await listAll(page);
    await card(page, filing).getByText('已采纳').waitFor();
    await button(card(page, visits), '修改').click();
    await dialog(page).getByText('已恢复上次没有保存的修改。').waitFor();
    expect(await dialog(page).getByLabel('要做什么').inputValue()).toBe('每季度走访委员不少于2次，并记录意见。');
    await button(dialog(page), '保存并采纳').click();
    await card(page, '每季度走访委员不少于2次，并记录意见。').getByText('已修改识别结果').waitFor();
    await card(page, '每季度走访委员不少于2次').getByRole('heading').click();
    await card(page, '每季度走访委员不少于2次').getByText('原识别为').waitFor();
    await button(card(page, '每季度走访委员不少于2次'), '修改').click();
    await dialog(page).waitFor();
    expect(await dialog(page).getByText('已恢复上次没有保存的修改。').count()).toBe(0);
  });
});

it('reads on a phone, one pane at a time, and 明年 as next year with the word as its evidence', async () => {
  const page = await stage.person('clerk', { viewport: phone });
  const nextYear = circular.replace('年内必须完成', '明年2月底前必须完成');
  const id = await takenIn(page, { text: nextYear, title: '手机上查看的通知', issuedOn: '2026-06-16' });
  await openReview(page, id);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-cards-390');
  await page.getByRole('tab', { name: '原文' }).tap();
  await passage(page, filing).waitFor();
  expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-text-390');
  await passage(page, branches).tap();
  await expect.poll(() => card(page, branches).getAttribute('aria-current')).toBe('true');
  const words = await card(page, branches).innerText();
  expect(words).toContain('年份：由“明年”推定');
  expect(words).toContain('2027年2月28日前');
});

it('shows every choice whole on a phone, and each key cap on one line, in both languages', async () => {
  for (const [language, filter] of [
    ['zh-CN', '筛选'],
    ['en', 'Filter'],
  ] as const) {
    const page = await stage.person('clerk', { viewport: phone, language });
    await openReview(page, await freshCircular(page));
    await page.getByRole('combobox', { name: filter, exact: true }).waitFor();
    expect(await cutChoices(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await picture(page, `review-tools-390-${language}`);
    await page.keyboard.press('?');
    await dialog(page).locator('kbd').first().waitFor();
    const broken = await dialog(page)
      .locator('kbd')
      .evaluateAll((caps) =>
        caps.filter((cap) => cap.getBoundingClientRect().height > 34).map((cap) => cap.textContent),
      );
    expect(broken).toEqual([]);
    expect(
      await dialog(page).evaluate((box) =>
        Math.max(...[...box.querySelectorAll('*')].map((one) => one.scrollWidth - 390)),
      ),
    ).toBeLessThanOrEqual(0);
    await picture(page, `review-keys-390-${language}`);
  }
});

/** Choices of the fields above the list that are longer than their field. */
function cutChoices(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('select')].flatMap((field) => {
      const style = getComputedStyle(field);
      const pen = document.createElement('canvas').getContext('2d');
      if (pen === null) throw new Error('no canvas');
      pen.font = style.font;
      const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      const right = field.getBoundingClientRect().right;
      return [...field.options]
        .map((option) => option.text)
        .filter((text) => pen.measureText(text).width > room + 1 || right > innerWidth);
    }),
  );
}
