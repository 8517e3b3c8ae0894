import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circular, takenIn } from './incoming.ts';
import { button, card, decidedNow, dialog, found, freshCircular, listAll, openReview } from './review-desk.ts';
import { accessibilityFaults, openStage, picture, type Stage } from './stage.ts';
import { act, giveRole } from './work.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const { filing, filed } = found;
const decisionOf = async (directiveId: string, action: string) =>
  (await decidedNow(stage, directiveId)).get(action)?.decision;

describe('two clerks', () => {
  let first: Page;
  let second: Page;
  beforeAll(async () => {
    const [body] = await stage.sql<{ id: string }>(
      "select g.organisation_id as id from grants g where g.role = 'officeClerk'",
    );
    await giveRole(stage, 'officeparty', 'officeClerk', body?.id ?? '');
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
    // No news comes through, so that each confirms what both still see as open.
    for (const page of [first, second]) await page.route('**/api/live**', (route) => route.abort());
    await openReview(first, id);
    await button(first, '全选当前列出的').click();
    await button(first.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
    await first.getByText('全部审定完毕').waitFor();
    await second.goto(`/directives/${id}/review`);
    for (const page of [first, second]) await button(page, '确认本版').click();
    const confirm = async (page: Page) => {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/confirm'));
      await button(dialog(page), '确认本版').click();
      const session = await (await page.request.get('/api/session')).json();
      return { page, name: session.account.displayName as string, status: (await answered).status() };
    };
    const both = await Promise.all([first, second].map(confirm));
    const [winner, loser] = both.sort((one, other) => one.status - other.status);
    expect(both.map(({ status }) => status)).toEqual([200, 409]);
    await winner?.page.getByText('本版已确认，内容不再改动。').waitFor();
    expect(
      await dialog(loser?.page as Page)
        .getByRole('alert')
        .innerText(),
    ).toContain(`本版已由${winner?.name}于`);
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
    const text = circular.replace('提案委员会牵头、委员工作委员会配合', '市作家协会牵头');
    const id = await takenIn(page, { text, title: '确认冻结的通知', issuedOn: '2026-06-16' });
    await openReview(page, id);
    await button(page, '确认本版').click();
    await dialog(page).getByText('还有 9 项没有审定，审定完才能确认。').waitFor();
    expect(await button(dialog(page), '确认本版').isDisabled()).toBe(true);
    await button(dialog(page), '取消').click();
    await button(page, '全选当前列出的').click();
    await button(page.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
    await page.getByText('全部审定完毕').waitFor();
    await button(page, '确认本版').click();
    await dialog(page).getByText('确认后本版不再改动').waitFor();
    await dialog(page)
      .getByText(/[1-9] 项尚未对应到单位，下发前需要逐项指定。/)
      .waitFor();
    await button(dialog(page), '确认本版').click();
    await page.getByText('本版已确认，内容不再改动。').waitFor();
    expect(await page.getByLabel('筛选').inputValue()).toBe('all');
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

  it('gives up a new version begun by mistake: the confirmed one is the newest again', async () => {
    const page = await stage.person('clerk');
    const id = await freshCircular(page, '误起新版的通知');
    await openReview(page, id);
    await button(page, '全选当前列出的').click();
    await button(page.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
    await page.getByText('全部审定完毕').waitFor();
    expect(await button(page, '放弃新版').count()).toBe(0);
    await button(page, '确认本版').click();
    await button(dialog(page), '确认本版').click();
    await page.getByText('本版已确认，内容不再改动。').waitFor();
    await button(page, '另起新版').click();
    await button(dialog(page), '另起新版').click();
    await page.getByText('第 2 版').waitFor();
    await listAll(page);
    await button(card(page, filing), '修改').click();
    await dialog(page).getByLabel('完成标准').fill('每名委员一档。');
    await button(dialog(page), '保存并采纳').click();
    await expect.poll(() => decisionOf(id, filing)).toBe('edited');

    await button(page, '放弃新版').click();
    await dialog(page).getByText('回到已确认的第 1 版').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(dialog(page), '放弃新版').click();
    await page.getByText('本版已确认，内容不再改动。').waitFor();
    await page.getByText('第 1 版').waitFor();
    expect(await decisionOf(id, filing)).toBe('accepted');
    await button(page, '另起新版').waitFor();
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
