import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOnPaper } from './legibility.ts';
import { card, decidedNow, found, freshCircular, listAll, openReview } from './review-desk.ts';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';
import { act, actsOf, countyTask, type FoundTask, giveRole, handOnTo } from './work.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function openTask(page: Page, taskId: string): Promise<void> {
  await page.goto(`/t/${taskId}`);
  await page.getByRole('heading', { name: /^(办理过程|History)$/ }).waitFor();
}

async function stateOf(taskId: string): Promise<string | undefined> {
  const [row] = await stage.sql<{ state: string }>('select state from tasks where id = $1', [taskId]);
  return row?.state;
}

const sentence = {
  ...{ kind: 'text', title: '', body: '已印发方案并召开推进会。', fileSha256: null, fileName: null },
  ...{ aboutFrom: '2026-06-17', aboutTo: '2026-06-17' },
};

/** A task that its county has submitted, with a sentence as evidence unless it is to have none at all. */
async function submitted(where: string, evidence: 'words' | 'none' = 'words'): Promise<FoundTask> {
  const task = await handOnTo(stage, 'fengyu', where);
  const page = await stage.person('fengyu');
  const done = await act(page, `/api/tasks/${task.id}/submit`, {
    text: sentence.body,
    evidence: evidence === 'words' ? [sentence] : [],
  });
  expect(done.status).toBe(200);
  await page.context().close();
  return task;
}

/**
 * Sets aside what is still undecided of a document, confirms and dispatches it.
 * @returns the task of the body whose clerk is named
 */
async function dispatchedTo(username: string, office: Page, directiveId: string): Promise<string> {
  const address = `/api/directives/${directiveId}`;
  const review = async () => (await office.request.get(`${address}/review`)).json();
  const { requirements } = await review();
  const items = (requirements as { id: string; version: number; decision: string }[])
    .filter((one) => one.decision === 'undecided')
    .map((one) => ({ id: one.id, seenVersion: one.version }));
  await act(office, `${address}/decide`, { items, decision: { kind: 'nothingToDo', reason: '已另行布置' } });
  const { directive } = await review();
  await act(office, `${address}/confirm`, { seenVersion: directive.currentVersion.version });
  const { body: plan } = await act(office, `${address}/plan`, {});
  const seen = (plan.requirements as { tasks: { key: string; line: string }[] }[]).flatMap((one) =>
    one.tasks.map(({ key, line }) => ({ key, line })),
  );
  const sent = await act(office, `${address}/dispatch`, { digest: plan.digest, seen });
  expect(sent.status).toBe(200);
  return (await countyTask(stage, `t.directive_id = '${directiveId}' and a.username = '${username}'`)).id;
}

/** Fills the three gates with what the verifier found. */
async function fillGates(page: Page): Promise<void> {
  await page.getByLabel('无需指导，因为').last().fill('该县去年已试点，做法成熟。');
  await page.getByLabel('写明怎样达到标准').fill('对照要求逐条核对，达到标准。');
  for (const field of await page.getByLabel(/^核查数值/).all()) await field.fill('999');
  await page.getByLabel('写明看了什么、核实了什么').fill('查阅了会议记录和印发的方案，情况属实。');
}

async function closeOut(page: Page): Promise<void> {
  await button(page, '销号').click();
  await dialog(page).getByRole('button', { name: '销号', exact: true }).click();
}

const unguided = "not exists (select 1 from task_acts g where g.task_id = t.id and g.kind = 'giveGuidance')";
const noEvidence = 'not exists (select 1 from task_evidence e where e.task_id = t.id)';
const plain = `t.quantity is null and t.hardness <> 'hard' and ${unguided}`;

async function makeVerifier(username: string): Promise<void> {
  const [city] = await stage.sql<{ id: string }>(
    "select g.organisation_id as id from grants g where g.role = 'verifier'",
  );
  await giveRole(stage, username, 'verifier', city?.id ?? '');
}

describe('the verifier', () => {
  it('returns a task with a reason, which the county reads', async () => {
    const task = await submitted(plain);
    const page = await stage.person('verifier');
    await openTask(page, task.id);
    await page.locator('a[href^="/evidence/"]').first().waitFor();
    await button(page, '退回').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await faultsOnPaper(page)).toEqual([]);
    await picture(page, 'verifier-task-1440', { whole: true });
    await button(page, '退回').click();
    expect(await dialog(page).getByRole('button', { name: '退回', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('原因').fill('会议记录没有签到表，请补充后再报。');
    await picture(page, 'verifier-return-1440');
    await dialog(page).getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('已退回').first().waitFor();
    expect(await stateOf(task.id)).toBe('returned');
    await page.getByText('已退回承办单位修改').waitFor();
    expect(await page.getByText('不能再这样办理').count()).toBe(0);

    const county = await stage.person('fengyu', { viewport: phone });
    await openTask(county, task.id);
    await county.getByText('退回原因：会议记录没有签到表，请补充后再报。').waitFor();
    await picture(county, 'county-returned-390');
    await button(county, '报送进展').waitFor();
  });

  it('names each gate that is missing, and closes when the three are written', async () => {
    const task = await submitted(plain);
    const page = await stage.person('verifier');
    await openTask(page, task.id);
    await page.getByRole('group', { name: '一、是否指导过' }).waitFor();
    expect(await button(page, '销号').isDisabled()).toBe(true);
    await page
      .getByText('写明三关后可以销号，还缺：一、是否指导过；二、对照标准核查；三、对这一项的核验结论')
      .waitFor();
    await fillGates(page);
    await page.getByLabel('写明怎样达到标准').fill('   ');
    await page.getByText('写明三关后可以销号，还缺：二、对照标准核查').waitFor();
    expect(await button(page, '销号').isDisabled()).toBe(true);

    const { version } = await (await page.request.get(`/api/tasks/${task.id}`)).json();
    const gates = { guidance: { notNeeded: ' ' }, standardMet: ' ', values: [], finding: ' ' };
    const refused = await act(page, `/api/tasks/${task.id}/close`, { seenVersion: version, ...gates });
    expect(refused.status).toBe(400);
    expect(await stateOf(task.id)).toBe('submitted');

    await fillGates(page);
    await picture(page, 'verifier-gates-1440', { whole: true });
    await closeOut(page);
    await page.getByText('已销号').first().waitFor();
    expect(await stateOf(task.id)).toBe('closed');
    const history = page.locator('ol').last();
    await history.getByText('做法成熟；对照标准：对照要求逐条核对，达到标准；核验结论：查阅了会议记录').waitFor();
    await picture(page, 'verifier-closed-1440', { whole: true });
  });

  it('uses a record of guidance as the first gate, by the keyboard alone and in English', async () => {
    const task = await submitted(plain);
    const office = await stage.person('clerk');
    await openTask(office, task.id);
    await button(office, '记录指导').click();
    await office.getByLabel('指导的内容').fill('到县里看过样表，讲清了口径。');
    await dialog(office).getByRole('button', { name: '保存' }).click();
    await office.getByText('到县里看过样表，讲清了口径。').first().waitFor();

    const page = await stage.person('verifier', { language: 'en' });
    await openTask(page, task.id);
    const guidance = page.getByRole('radio', { name: /到县里看过样表/ });
    await guidance.waitFor();
    expect(await guidance.isChecked()).toBe(true);
    await page.getByText('still missing: 2. Standard; 3. Finding on this item').waitFor();
    await guidance.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('材料齐全，达到标准。');
    await page.keyboard.press('Tab');
    await page.keyboard.type('实地看过，情况属实。');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('The task is finished then; this cannot be undone.').waitFor();
    for (let presses = 0; presses < 6; presses += 1) {
      if ((await page.evaluate<string>('document.activeElement.textContent')) === 'Close out') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => stateOf(task.id)).toBe('closed');
    await page.getByText('Closed out', { exact: true }).first().waitFor();
  });

  it('cannot close a hard task that has no proof', async () => {
    const task = await submitted(
      `t.hardness = 'hard' and t.quantity is null and ${noEvidence} and ${unguided}`,
      'none',
    );
    const page = await stage.person('verifier');
    await openTask(page, task.id);
    await page.getByText('还缺：硬任务至少要有一份有效佐证才能销号').waitFor();
    await fillGates(page);
    await picture(page, 'verifier-hard-1440', { whole: true });
    await closeOut(page);
    await dialog(page).getByText('硬任务至少要有一份有效佐证才能销号').waitFor();
    expect(await stateOf(task.id)).toBe('submitted');
  });

  it('cannot close without the evidence that a decision demands, which the requirement cites and the county reads', async () => {
    const decision = '云汀市政协履职档案管理办法第六条';
    const office = await stage.person('clerk');
    const directiveId = await freshCircular(office, '档案须附照片的通知');
    await openReview(office, directiveId);
    await listAll(office);
    await button(card(office, found.filing), '修改').click();
    await dialog(office).getByLabel('必须提供的材料').selectOption({ label: '照片' });
    // Who decided it belongs to the demand: without it nothing is saved.
    await dialog(office).getByText('写明依据后才能保存。').waitFor();
    expect(await button(dialog(office), '保存并采纳').isDisabled()).toBe(true);
    await dialog(office).getByLabel('作出这一规定的文件或会议').fill(decision);
    await picture(office, 'clerk-demand-1440');
    await button(dialog(office), '保存并采纳').click();
    await expect.poll(async () => (await decidedNow(stage, directiveId)).get(found.filing)?.decision).toBe('edited');
    const taskId = await dispatchedTo('fengyu', office, directiveId);

    const county = await stage.person('fengyu', { viewport: phone });
    await openTask(county, taskId);
    await county.getByText(`按“${decision}”，须提供照片`).waitFor();
    await picture(county, 'county-demand-390');
    const told = await act(county, `/api/tasks/${taskId}/submit`, { text: '档案已建齐。', evidence: [sentence] });
    expect(told.status).toBe(200);

    const page = await stage.person('verifier');
    await openTask(page, taskId);
    await fillGates(page);
    await closeOut(page);
    await dialog(page).getByText(`按“${decision}”，须有照片佐证才能销号`).waitFor();
    expect(await stateOf(taskId)).toBe('submitted');
  });

  it('is refused where the verifier is the accountable person', async () => {
    const own = await submitted(plain);
    const [person] = await stage.sql<{ id: string }>(
      "select person_id as id from accounts where username = 'verifier'",
    );
    const office = await stage.person('clerk');
    const { version } = await (await office.request.get(`/api/tasks/${own.id}`)).json();
    const page = await stage.person('verifier');
    // Returned first, because a task under review cannot be amended.
    const returned = await act(page, `/api/tasks/${own.id}/return`, {
      seenVersion: version,
      reason: '请再核对一次数字。',
    });
    expect(returned.status).toBe(200);
    const seen = async () => (await (await office.request.get(`/api/tasks/${own.id}`)).json()).version as number;
    const [city] = await stage.sql<{ id: string }>(
      "select g.organisation_id as id from grants g join accounts a on a.id = g.account_id where a.username = 'clerk'",
    );
    const moved = await act(office, `/api/tasks/${own.id}/reassign`, {
      seenVersion: await seen(),
      organisationId: city?.id,
      accountablePersonId: person?.id,
      reason: '改由市里直接办理。',
    });
    expect(moved.body).toMatchObject({ state: 'dispatched' });
    const entered = await act(office, `/api/tasks/${own.id}/submit`, { text: '已经办好，请核验。' });
    expect(entered.status).toBe(200);

    await openTask(page, own.id);
    await page.getByText('您是这项任务的责任人，应由他人核验').waitFor();
    expect(await button(page, '销号').count()).toBe(0);
    await picture(page, 'verifier-accountable-1440');
    const closed = await act(page, `/api/tasks/${own.id}/close`, {
      seenVersion: await seen(),
      guidance: { notNeeded: '无需' },
      standardMet: '达到',
      values: [],
      finding: '属实',
    });
    expect(closed.status).toBe(403);
    expect(await stateOf(own.id)).toBe('submitted');
  });

  it('meets a clear conflict where another verifier, who works in English, was faster', async () => {
    const task = await submitted(plain);
    const first = await stage.person('verifier', { language: 'en' });
    await makeVerifier('proposals');
    const second = await stage.person('proposals');
    await openTask(second, task.id);
    await fillGates(second);
    // The second one's line carries no news, so that the page still shows what it showed.
    await second.route('**/api/live**', (route) => route.abort());
    await openTask(first, task.id);
    await button(first, 'Return').click();
    await dialog(first).getByText('the reason stands in the history').waitFor();
    await first.getByLabel('Reason').fill('The sign-in sheet is missing.');
    await dialog(first).getByRole('button', { name: 'Return', exact: true }).click();
    await first.getByText('It is back with its organisation').waitFor();

    await closeOut(second);
    await dialog(second)
      .getByText(/刚被他人处理|已退回/)
      .first()
      .waitFor();
    await picture(second, 'verifier-conflict-1440');
    expect(await stateOf(task.id)).toBe('returned');
    expect((await actsOf(stage, task.id)).at(-1)?.kind).toBe('return');
  });

  it('reads the whole history of a task that was closed after a return, oldest act to newest', async () => {
    const task = await countyTask(
      stage,
      "t.state = 'closed' and exists (select 1 from task_acts a where a.task_id = t.id and a.kind = 'return')",
    );
    const page = await stage.person('verifier', { language: 'en', viewport: desktop });
    await openTask(page, task.id);
    const words: Record<string, string> = {
      dispatch: 'Dispatched',
      acknowledge: 'Acknowledged',
      progress: 'Progress',
      giveGuidance: 'Guidance',
      submit: 'Submitted for verification',
      return: 'Returned',
      close: 'Closed out',
    };
    const kinds = (await actsOf(stage, task.id)).map((one) => words[one.kind]);
    const titles = () => page.locator('ol').last().locator('b').allTextContents();
    await expect.poll(async () => (await titles()).toReversed()).toEqual(kinds);
    await page.locator('a[href^="/evidence/"]').first().waitFor();
    expect(await faultsOnPaper(page)).toEqual([]);
    await picture(page, 'verifier-history-en', { whole: true });
  });
});
