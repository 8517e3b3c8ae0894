import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circular, circularTitle, takenIn } from './incoming.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';
import { act } from './work.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const issuedOn = '2026-06-16';
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const text = (page: Page) => page.getByRole('region', { name: '原文' });
const card = (page: Page, action: string) => page.getByRole('article').filter({ hasText: action });
const passage = (page: Page, words: string) => text(page).getByRole('button', { name: words });

const freshCircular = (page: Page, title = circularTitle) => takenIn(page, { text: circular, title, issuedOn });

async function openReview(page: Page, id: string): Promise<void> {
  await page.goto(`/directives/${id}/review`);
  await page.getByRole('article').first().waitFor();
}

/** Lists everything, in the order of the document. */
async function listAll(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: '筛选' }).selectOption('all');
  await page.getByRole('combobox', { name: '排列' }).selectOption('document');
}

const lookOf = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

interface Decided {
  action: string;
  decision: string;
  reason: string | null;
}
async function decidedNow(directiveId: string): Promise<Map<string, Decided>> {
  const rows = await stage.sql<Decided>(
    `select coalesce(proposal, content)->>'action' as action, decision, reason from requirements where directive_id = $1`,
    [directiveId],
  );
  return new Map(rows.map((row) => [row.action, row]));
}
const decisionOf = async (directiveId: string, action: string) => (await decidedNow(directiveId)).get(action)?.decision;

const filing = '在9月底前完成委员履职档案建档工作';
const filed = '于10月15日前将建档情况报市政协办公室';
const visits = '每季度至少开展2次走访委员活动';
const doubtful = '切记居高临下';
const branches = '完成专委会党支部组建工作';
const measures = '认真落实《云汀市政协委员履职管理办法》';
const watched = '跟踪监督';
const stations = '鼓励有条件的县（市、区）政协设立委员服务驿站';

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
    const words = await first.innerText();
    expect(words).toContain('拿不准');
    expect(words).toContain('识别依据');
    expect(words).toContain('疑似错字“切记”，请核对');
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
      .poll(async () => (await decidedNow(id)).get(doubtful))
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
      .poll(async () => (await decidedNow(id)).get(filed))
      .toMatchObject({
        decision: 'nothingToDo',
        reason: 'ajaunx 已经报送',
      });
    expect(await decisionOf(id, visits)).toBe('undecided');

    await page.keyboard.press('u');
    await expect.poll(() => decisionOf(id, filed)).toBe('undecided');

    await expect.poll(() => dialog(page).count()).toBe(0);
    await page.keyboard.press('k');
    for (const _ of [1, 2, 3]) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    }
    await page.getByText('已选 3 项').waitFor();
    await page.keyboard.press('Shift+A');
    await expect
      .poll(async () => [...(await decidedNow(id)).values()].filter((one) => one.decision === 'accepted').length)
      .toBe(4);

    await page.keyboard.press('?');
    await dialog(page).getByText('上一项 / 下一项').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-keys-1440');
    await page.keyboard.press('?');
    await expect.poll(() => dialog(page).count()).toBe(0);
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
    const all = [...(await decidedNow(id)).values()];
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

describe('two clerks', () => {
  let first: Page;
  let second: Page;
  beforeAll(async () => {
    const security = await stage.person('secadmin');
    const [other] = await stage.sql<{ account: string; version: number; body: string }>(
      `select a.id as account, a.version, c.organisation_id as body from accounts a
       join accounts k on k.tenant_id = a.tenant_id and k.username = 'clerk'
       join grants c on c.tenant_id = k.tenant_id and c.account_id = k.id
       where a.username = 'officeparty'`,
    );
    const granted = await act(security, `/api/accounts/${other?.account}/grants`, {
      version: other?.version,
      role: 'officeClerk',
      organisationId: other?.body,
      from: '2026-06-17',
      until: null,
    });
    expect(granted.status).toBe(200);
    first = await stage.person('clerk');
    second = await stage.person('officeparty');
  });

  it('who decide the same item: the second sees both versions and chooses', async () => {
    const id = await freshCircular(first, '两人同审的通知');
    for (const page of [first, second]) {
      await openReview(page, id);
      await listAll(page);
    }
    await button(card(second, filing), '不采纳').click();
    await button(dialog(second), '与本单位无关').click();
    await button(card(first, filing), '采纳').click();
    await expect.poll(() => decisionOf(id, filing)).toBe('accepted');
    await button(dialog(second), '不采纳').click();

    const conflict = second.getByRole('dialog', { name: '别人刚刚审定了这一项' });
    await conflict.waitFor();
    const rows = await conflict.getByRole('row').allInnerTexts();
    expect(rows.some((row) => /审定结果\s+不采纳\s+已采纳/.test(row))).toBe(true);
    expect(await accessibilityFaults(second)).toEqual([]);
    await picture(second, 'review-conflict-1440');
    expect(await decisionOf(id, filing)).toBe('accepted');
    await button(conflict, '仍按我的决定').click();
    await expect.poll(() => decisionOf(id, filing)).toBe('rejected');

    await button(card(second, filed), '暂缓').click();
    await button(dialog(second), '需请示领导').click();
    await button(card(first, filed), '采纳').click();
    await expect.poll(() => decisionOf(id, filed)).toBe('accepted');
    await button(dialog(second), '暂缓').click();
    await button(conflict, '以现在保存的为准').click();
    await expect.poll(() => dialog(second).count()).toBe(0);
    await card(second, filed).getByText('已采纳').waitFor();
    expect(await decisionOf(id, filed)).toBe('accepted');
  });

  it('who confirm the same version: one does, the other is told who did', async () => {
    const id = await freshCircular(first, '两人同时确认的通知');
    await openReview(first, id);
    await button(first, '全选当前列出的').click();
    await button(first.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
    await first.getByText('全部审定完毕').waitFor();
    await second.goto(`/directives/${id}/review`);
    for (const page of [first, second]) await button(page, '确认本版').click();
    await Promise.all([first, second].map((page) => button(dialog(page), '确认本版').click()));
    const told = await Promise.all(
      [first, second].map((page) =>
        Promise.race([
          page
            .getByText('本版已确认，内容不再改动。')
            .waitFor()
            .then(() => 'frozen'),
          dialog(page).getByRole('alert').innerText(),
        ]),
      ),
    );
    expect(told.filter((word) => word !== 'frozen').length).toBeLessThanOrEqual(1);
    for (const word of told) expect(word).toMatch(/frozen|本版已由.+于.+确认|已被他人更改/);
    const acts = await stage.sql<{ count: string }>(
      `select count(*) from directive_versions where directive_id = $1 and confirmed_at is not null`,
      [id],
    );
    expect(acts).toEqual([{ count: '1' }]);
  });
});

describe('confirming', () => {
  it('needs everything decided, freezes the version, and refuses a later edit', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '确认冻结的通知');
    await openReview(page, id);
    await button(page, '确认本版').click();
    await dialog(page).getByText('还有 9 项没有审定，审定完才能确认。').waitFor();
    expect(await button(dialog(page), '确认本版').isDisabled()).toBe(true);
    await button(dialog(page), '取消').click();
    await button(page, '全选当前列出的').click();
    await button(page.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
    await page.getByText('全部审定完毕').waitFor();
    await button(page, '确认本版').click();
    await button(dialog(page), '确认本版').click();
    await page.getByText('本版已确认，内容不再改动。').waitFor();
    expect(await page.getByRole('article').first().getByRole('button').count()).toBe(0);
    await picture(page, 'review-frozen-1440');

    const [one] = await stage.sql<{ id: string; version: number }>(
      'select id, version from requirements where directive_id = $1 limit 1',
      [id],
    );
    const late = await act(page, `/api/requirements/${one?.id}/decide`, {
      seenVersion: one?.version,
      decision: { kind: 'reject', reason: '迟到的决定' },
    });
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect(late.body.detail).toContain('本版已经确认');
  });

  it('begins a new version over the same text, which keeps every link and marks the tasks of what changed', async () => {
    const [speech] = await stage.sql<{ directive: string; requirement: string; action: string; task: string }>(
      `select r.directive_id as directive, r.id as requirement, r.content->>'action' as action, t.id as task
       from tasks t join requirements r on r.tenant_id = t.tenant_id and r.id = t.requirement_id
       join directives d on d.tenant_id = r.tenant_id and d.id = r.directive_id
       where d.kind = 'speech' and t.state in ('acknowledged', 'inProgress') and r.content->'deadline'->>'to' is not null
       order by t.id limit 1`,
    );
    if (!speech) throw new Error('The demo has no speech with an open task');
    const linksOf = () =>
      stage.sql('select id, requirement_id from tasks where directive_id = $1 order by id', [speech.directive]);
    const before = await linksOf();
    const page = await stage.person('clerk');
    await page.goto(`/directives/${speech.directive}/review?requirement=${speech.requirement}`);
    await button(page, '另起新版').click();
    await button(dialog(page), '另起新版').click();
    await page.getByText('第 2 版').waitFor();
    expect(await linksOf()).toEqual(before);
    await listAll(page);
    const changed = card(page, speech.action).first();
    await button(changed, '修改').click();
    await dialog(page).getByLabel('完成标准').fill('须有批准文件，并报市政协机关党组备案。');
    await button(dialog(page), '保存并采纳').click();
    await expect.poll(() => dialog(page).count()).toBe(0);

    const task = await stage.person('clerk');
    await task.goto(`/t/${speech.task}`);
    await task.getByRole('heading', { level: 1 }).waitFor();
    expect(await task.getByText('需复核').count()).toBe(0);
    await button(page, '确认本版').click();
    await button(dialog(page), '确认本版').click();
    await page.getByText('本版已确认，内容不再改动。').waitFor();
    expect(await linksOf()).toEqual(before);
    await task.reload();
    await task
      .getByText(/需复核|待复核/)
      .first()
      .waitFor();
    await task.getByText('任务依据的版本').waitFor();
    await button(task, '改按新版').waitFor();
    await button(task, '保持不变').waitFor();
    await picture(task, 'task-to-recheck-1440');
  });
});

it('reads on a phone, one pane at a time', async () => {
  const page = await stage.person('clerk', { viewport: phone });
  const id = await freshCircular(page, '手机上查看的通知');
  await openReview(page, id);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-cards-390');
  await page.getByRole('tab', { name: '原文' }).tap();
  await passage(page, filing).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-text-390');
  await passage(page, filing).tap();
  await expect.poll(() => card(page, filing).getAttribute('aria-current')).toBe('true');
});

it('speaks English to who reads English', async () => {
  const page = await stage.person('clerk', { language: 'en' });
  const id = await freshCircular(page, '英文界面的通知');
  await page.goto(`/directives/${id}/review`);
  await page.getByRole('article').first().waitFor();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('document');
  await page.getByRole('article').first().getByRole('heading').click();
  await page.getByText('Year: from the date of the document (2026)').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-1440-en');
});

describe('in November', () => {
  let november: Stage;
  beforeAll(async () => {
    november = await openStage('2026-11-25');
  });
  afterAll(() => november.close());

  it('reads 明年 as next year and says that the word is its evidence', async () => {
    const page = await november.person('clerk');
    await page.goto('/directives');
    await page.getByRole('link', { name: '打开样例文件' }).click();
    await page.getByRole('article').first().waitFor();
    await listAll(page);
    await passage(page, '明年2月底前编印活动案例选').click();
    const words = card(page, '明年2月底前编印活动案例选');
    await expect.poll(() => words.innerText()).toContain('年份：由“明年”推定');
    expect(await words.innerText()).toContain('2027年2月28日前');
    await picture(page, 'review-next-year-1440');
  });
});
