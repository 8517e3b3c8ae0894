import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
} from './review-desk.ts';
import { accessibilityFaults, openStage, picture, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  // The demo city has one clerk of the office; the second is a person with the same right and the same password.
  await stage.sql(
    `with clerk as (select * from accounts where username = 'clerk'),
      second as (insert into accounts (tenant_id, id, username, display_name, password_hash, must_change_password, recorded_at)
        select tenant_id, gen_random_uuid(), 'second', '文书乙', password_hash, false, recorded_at from clerk returning *)
     insert into grants (tenant_id, id, account_id, role, organisation_id, valid, recorded_at)
     select g.tenant_id, gen_random_uuid(), s.id, g.role, g.organisation_id, g.valid, g.recorded_at
     from grants g join clerk c on c.id = g.account_id join second s on s.tenant_id = g.tenant_id`,
  );
});
afterAll(() => stage.close());

const { filing, filed, visits } = found;
const decisionOf = async (id: string, action: string) => (await decidedNow(stage, id)).get(action)?.decision;
const decisionAs = (page: Page, action: string, words: string) =>
  card(page, action).getByText(words, { exact: true }).waitFor();

it('goes back and forth through her own steps, by keys and by buttons, also after a reload', async () => {
  const page = await stage.person('clerk');
  const id = await freshCircular(page, '可以撤销的通知');
  await openReview(page, id);
  await listAll(page);
  const answer = await holdDecisions(page);
  // Two presses before the first is answered: both count, one after the other.
  await button(card(page, filing), '采纳').click();
  await button(card(page, filed), '采纳').click();
  answer();
  await expect.poll(() => decisionOf(id, filed)).toBe('accepted');
  expect(await decisionOf(id, filing)).toBe('accepted');
  await page.reload();
  await page.getByText('上一步：采纳，1 项').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => decisionOf(id, filed)).toBe('undecided');
  await button(page, '撤销刚才的决定').click();
  await expect.poll(() => decisionOf(id, filing)).toBe('undecided');
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => decisionOf(id, filing)).toBe('accepted');
  await button(page, '恢复撤销的决定').click();
  await expect.poll(() => decisionOf(id, filed)).toBe('accepted');
});

it('takes a requirement apart and puts it together again, each passage in its place', async () => {
  const page = await stage.person('clerk');
  const id = await freshCircular(page, '需要拆分的通知');
  await openReview(page, id);
  await listAll(page);
  const passages = async () => {
    const rows = await stage.sql<{ text: string; start_at: number; end_at: number }>(
      `select v.text, r.start_at, r.end_at from requirements r join directive_versions v on v.id = r.version_id
       where r.directive_id = $1 and r.decision <> 'gone' order by r.start_at`,
      [id],
    );
    return rows.map((row) => row.text.slice(row.start_at, row.end_at));
  };
  const before = await passages();
  await passage(page, filing).click();
  await page.keyboard.press('s');
  await dialog(page).getByRole('slider').fill('7');
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'review-split-1440');
  await button(dialog(page), '拆分').click();
  const apart = before.flatMap((one) => (one === filing ? [one.slice(0, 7), one.slice(7)] : [one]));
  await expect.poll(passages).toEqual(apart);
  await passage(page, filing.slice(7)).waitFor();

  for (const part of [filing.slice(0, 7), filing.slice(7)])
    await page.getByRole('checkbox', { name: `选中“${part}”`, exact: true }).check();
  await button(page, '合并').click();
  await expect.poll(passages).toEqual(before);
  await page.keyboard.press('Control+z');
  await expect.poll(passages).toEqual(apart);
  await page.keyboard.press('Control+z');
  await expect.poll(passages).toEqual(before);
});

it('sees what the other decides without a reload, and loses nothing that is in hand here', async () => {
  const hers = await stage.person('clerk');
  const his = await stage.person('second');
  const id = await freshCircular(hers, '两人同审的通知');
  await openReview(hers, id);
  await listAll(hers);
  await openReview(his, id);
  await listAll(his);
  await hers.getByText('同时在审：文书乙').waitFor();
  const name = (
    await stage.sql<{ name: string }>(`select display_name as name from accounts where username = 'clerk'`)
  )[0];
  await his.getByText(`同时在审：${name?.name}`).waitFor();

  await button(card(hers, visits), '修改').click();
  const typed = dialog(hers).getByLabel('要做什么');
  await typed.fill('每季度走访委员不少于2次');
  await button(card(his, filing), '采纳').click();
  await decisionAs(hers, filing, '已采纳');
  await hers.getByText(/^文书乙（.*）：采纳，1 项$/).waitFor();
  expect(await typed.inputValue()).toBe('每季度走访委员不少于2次');
  expect(await typed.evaluate((field) => field === document.activeElement)).toBe(true);
  await picture(hers, 'review-together-1440');
  await button(dialog(hers), '保存并采纳').click();
  await decisionAs(his, '每季度走访委员不少于2次', '修改后采纳');

  // He changes what she decided; her undo leaves it and says so.
  await button(card(hers, filed), '采纳').click();
  await decisionAs(his, filed, '已采纳');
  await card(his, filed).getByRole('heading').click();
  await button(card(his, filed), '重新审定').click();
  await decisionAs(hers, filed, '待审定');
  await button(hers, '撤销刚才的决定').click();
  await dialog(hers).getByText('他人的决定保持不变：').waitFor();
  expect(await accessibilityFaults(hers)).toEqual([]);
  await picture(hers, 'review-undo-conflict-1440');
  await button(dialog(hers), '跳过这些，撤销其余').click();
  await expect.poll(() => dialog(hers).count()).toBe(0);
  expect(await decisionOf(id, filed)).toBe('undecided');
  await his.close();
  await expect.poll(() => hers.getByText('同时在审：文书乙').count(), { timeout: 15_000 }).toBe(0);
});

it('takes a corrected text in as a new version: what it leaves alone stays, and each task it touches is decided by a person', async () => {
  const page = await stage.person('clerk');
  const [speech] = await stage.sql<{ id: string; text: string }>(
    `select d.id, v.text from directives d join directive_versions v on v.directive_id = d.id where d.kind = 'speech'`,
  );
  const asked = await stage.sql<{ start: number; end: number; action: string; task: string }>(
    `select distinct on (r.id) r.start_at as start, r.end_at as end, t.action, t.id as task
     from requirements r join tasks t on t.requirement_id = r.id
     where r.directive_id = $1 and t.state in ('dispatched', 'acknowledged', 'inProgress') order by r.id, t.id`,
    [speech?.id],
  );
  const [changed, dropped] = asked.filter((one) => one.end - one.start > 10);
  if (!speech || !changed || !dropped) throw new Error('The demo city has no two open asks');
  const quote = (one: typeof changed) => speech.text.slice(one.start, one.end);
  const corrected = speech.text.replace(quote(changed), `${quote(changed)}并公开`).replace(quote(dropped), '');
  const before = await decidedNow(stage, speech.id);

  await page.goto(`/directives/${speech.id}/review`);
  await page.getByRole('link', { name: '换用修订稿' }).click();
  await page.getByText('粘贴正文').click();
  await page.getByRole('textbox').fill(corrected);
  await page.getByRole('button', { name: /^读取/ }).click();
  await button(page, '作为新版导入').click();
  await page.getByRole('heading', { name: '版本比较' }).waitFor();
  await page.locator('ins').filter({ hasText: '公开' }).first().waitFor();
  await page.locator('del').first().waitFor();
  await page.getByText('新版尚未确认，任务仍按第 1 版办理。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'comparison-1440', { whole: true });

  await page.getByRole('link', { name: '去审定新版' }).click();
  await page.getByRole('article').first().waitFor();
  const draft = await decidedNow(stage, speech.id);
  for (const [action, { decision }] of before) {
    if (draft.get(action)?.decision === 'undecided' || draft.get(action)?.decision === 'gone') continue;
    if (draft.has(action)) expect(draft.get(action)?.decision).toBe(decision);
  }
  const open = [...draft.values()].filter((one) => one.decision === 'undecided').length;
  expect(open).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: '筛选' }).selectOption('undecided');
  if (open > 1) await button(page, '全选当前列出的').click();
  else await page.getByRole('article').first().getByRole('checkbox').check();
  await button(page.getByRole('status').filter({ hasText: '已选' }), '采纳').click();
  await page.getByText('全部审定完毕').waitFor();
  await button(page, '确认本版').click();
  await button(dialog(page), '确认本版').click();
  await page.getByRole('link', { name: '与上一版比较' }).click();

  const left = (task: string) => page.locator(`a[href="/t/${task}"]`);
  await left(dropped.task).waitFor();
  await left(changed.task).waitFor();
  await picture(page, 'rechecks-1440');
  await left(dropped.task).click();
  await button(page, '撤回').first().click();
  await dialog(page).getByRole('textbox').fill('修订稿不再提出');
  await button(dialog(page), '撤回').click();
  await expect
    .poll(
      async () =>
        (await stage.sql<{ state: string }>('select state from tasks where id = $1', [dropped.task]))[0]?.state,
    )
    .toBe('withdrawn');
  await page.goto(`/t/${changed.task}`);
  await button(page, '保持不变').click();
  await dialog(page).getByRole('textbox').fill('公开已在原任务中安排');
  await button(dialog(page), '保持不变').click();
  await expect.poll(() => button(page, '保持不变').count()).toBe(0);
  await page.goto(`/directives/${speech.id}/comparison`);
  await page.getByRole('heading', { name: '待复核的任务' }).waitFor();
  await page.getByText('公开').first().waitFor();
  expect(await left(changed.task).count()).toBe(0);
  expect(await left(dropped.task).count()).toBe(0);
});
