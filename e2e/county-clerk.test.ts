import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidewaysOverflow, tooSmall } from './legibility.ts';
import { pdf, photo, wordFile } from './papers.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';
import { act, actsOf, countyTask, evidenceOf, handOnTo } from './work.ts';

const clerk = 'fengyu';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const sheet = (page: Page) => page.getByRole('dialog');

/** The link of a chat message, opened on the phone. */
async function openLink(page: Page, taskId: string): Promise<void> {
  await page.goto(`/t/${taskId}`);
  await page.getByRole('heading', { name: /^(办理过程|History)$/ }).waitFor();
}

/** Counts the taps of a finger from here on; what a script clicks does not count. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`
    globalThis.taps = 0;
    addEventListener('pointerup', (event) => { if (event.isTrusted) globalThis.taps += 1; }, true);
  `);
  return () => page.evaluate<number>('globalThis.taps');
}

describe('the county clerk on a phone', () => {
  it('goes from the link to progress with a photo in at most four taps, and 签收 is implied and marked so', async () => {
    const task = await handOnTo(stage, clerk);
    const page = await stage.person(clerk, { viewport: phone });
    await openLink(page, task.id);
    await picture(page, 'county-task-390');
    expect(await accessibilityFaults(page)).toEqual([]);

    const taps = await countTaps(page);
    await button(page, '报送进展').tap();
    const chooser = page.waitForEvent('filechooser');
    await sheet(page).getByText('点按').tap();
    await (await chooser).setFiles(await photo(page, '活动现场.jpg'));
    await sheet(page).getByText('活动现场.jpg').waitFor();
    await picture(page, 'county-report-390');
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, '发送').tap();
    await page.getByText('已送达').waitFor();
    expect(await taps()).toBeLessThanOrEqual(4);

    const acts = (await actsOf(stage, task.id)).slice(-2);
    expect(acts).toMatchObject([
      { kind: 'acknowledge', implied: true },
      { kind: 'progress', implied: false },
    ]);
    expect(await evidenceOf(stage, task.id)).toContainEqual(
      expect.objectContaining({ kind: 'file', fileName: '活动现场.jpg', mediaType: 'image/jpeg' }),
    );
    await page.getByText('随报送自动签收').waitFor();
    const image = page.getByRole('img', { name: /照片|活动现场/ });
    await image.scrollIntoViewIfNeeded();
    await expect
      .poll(() => page.evaluate<number>('document.querySelector("main img").naturalWidth'))
      .toBeGreaterThan(0);
    await picture(page, 'county-reported-390', { whole: true });
  });

  it('attaches words, a PDF and a Word file as evidence; nothing of it is demanded', async () => {
    const task = await countyTask(stage, `t.state = 'inProgress' and a.username = '${clerk}'`);
    const before = await evidenceOf(stage, task.id);
    const page = await stage.person(clerk, { viewport: phone });
    await openLink(page, task.id);
    await button(page, '报送进展').tap();
    await sheet(page).getByLabel('情况说明').fill('已召开动员会，机关全体党员参加，会议记录见附件。');
    await sheet(page).getByLabel('以上说明同时作为佐证').check();
    await sheet(page)
      .locator('input[type=file]')
      .setInputFiles([await pdf(page, '会议记录.pdf'), await wordFile('会议通知.docx', ['关于召开动员会的通知'])]);
    await button(page, '发送').tap();
    await page.getByText('已送达').waitFor();
    const added = (await evidenceOf(stage, task.id)).slice(before.length);
    expect(new Set(added.map((one) => `${one.kind} ${one.fileName}`))).toEqual(
      new Set(['text null', 'file 会议记录.pdf', 'file 会议通知.docx']),
    );

    await button(page, '报送进展').tap();
    await sheet(page).getByLabel('情况说明').fill('本周继续走访委员。');
    await button(page, '发送').tap();
    await expect.poll(async () => (await actsOf(stage, task.id)).at(-1)?.payload.text).toBe('本周继续走访委员。');
    expect(await evidenceOf(stage, task.id)).toHaveLength(before.length + 3);
  });

  it('asks for one extension with a reason; a second one is refused', async () => {
    const task = await handOnTo(stage, clerk);
    const page = await stage.person(clerk, { viewport: phone });
    await openLink(page, task.id);
    await button(page, '申请延期').tap();
    // The deadline itself is no extension: the form says so, and nothing can be sent.
    const { dueOn } = await (await page.request.get(`/api/tasks/${task.id}`)).json();
    await sheet(page).getByLabel('申请延至').fill(dueOn);
    await sheet(page).getByLabel('理由').fill('场地修缮延后。');
    await sheet(page).getByText('应晚于现在的时限').waitFor();
    expect(await button(page, '发送').isDisabled()).toBe(true);
    await sheet(page).getByLabel('理由').fill('');
    await sheet(page).getByLabel('申请延至').fill('2027-01-20');
    expect(await sheet(page).getByText('应晚于现在的时限').count()).toBe(0);
    expect(await button(page, '发送').isDisabled()).toBe(true);
    await sheet(page).getByLabel('理由').fill('场地修缮延后，需要再等一个月。');
    await picture(page, 'county-extension-390');
    await button(page, '发送').tap();
    await page.getByText('延期待批').first().waitFor();
    await expect.poll(() => button(page, '申请延期').count()).toBe(0);

    const again = { wantedOn: '2027-02-20', reason: '还需要一个月。', occurredOn: '2026-06-17' };
    const refused = await act(page, `/api/tasks/${task.id}/ask-extension`, again);
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toContain('只能申请一次延期');

    const office = await stage.person('clerk');
    await openLink(office, task.id);
    await button(office, '同意').click();
    await button(office, '同意').last().click();
    await expect.poll(async () => (await actsOf(stage, task.id)).at(-1)?.kind).toBe('grantExtension');
    await page.reload();
    await page.getByText('原定时限').waitFor();
    expect((await act(page, `/api/tasks/${task.id}/ask-extension`, again)).status).toBe(400);
  });

  it('submits in large text, and can do nothing more until the verifier has decided', async () => {
    const task = await handOnTo(stage, clerk, 'exists (select 1 from task_evidence e where e.task_id = t.id)');
    const page = await stage.person(clerk, { viewport: phone });
    await openLink(page, task.id);
    await page.locator('a[href^="/evidence/"]').first().waitFor();
    await button(page, '大字版').tap();
    expect(await tooSmall(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await picture(page, 'county-task-large-390', { whole: true });
    await button(page, '提交核验').tap();
    await sheet(page).getByLabel('情况说明').fill('三项内容均已完成，请核验。');
    expect(await tooSmall(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await picture(page, 'county-report-large-390');
    await button(page, '发送').tap();
    await page.getByText('已提交，等待核验').waitFor();
    expect(await button(page, '报送进展').count()).toBe(0);
    expect(await button(page, '报送配合情况').count()).toBe(0);
    expect((await actsOf(stage, task.id)).slice(-2).map((one) => one.kind)).toEqual(['acknowledge', 'submit']);
  });
});

it('does the same at a desk: acknowledges, reports with a file, asks for an extension, submits', async () => {
  const task = await handOnTo(stage, clerk);
  const page = await stage.person(clerk);
  const delivered = async (kind: string) => {
    await expect.poll(async () => (await actsOf(stage, task.id)).at(-1)?.kind).toBe(kind);
    await expect.poll(() => sheet(page).count()).toBe(0);
  };
  await openLink(page, task.id);
  await button(page, '签收').click();
  await delivered('acknowledge');
  await button(page, '报送进展').click();
  await sheet(page).getByLabel('情况说明').fill('已印发方案。');
  await sheet(page)
    .locator('input[type=file]')
    .setInputFiles(await pdf(page, '工作方案.pdf'));
  await button(page, '发送').click();
  await delivered('progress');
  await page.getByRole('link', { name: '工作方案.pdf' }).first().waitFor();
  await button(page, '申请延期').click();
  await sheet(page).getByLabel('申请延至').fill('2027-01-20');
  await sheet(page).getByLabel('理由').fill('会场改建。');
  await button(page, '发送').click();
  await delivered('askExtension');
  await page.getByText('延期待批').first().waitFor();
  await button(page, '提交核验').click();
  await sheet(page).getByLabel('情况说明').fill('已经办结，请核验。');
  await button(page, '发送').click();
  await delivered('submit');
  await page.getByText('已提交，等待核验').waitFor();
  await picture(page, 'county-submitted-1440');
});

describe('typed words', () => {
  it('come back when the page was left, and when the server refused what came with them', async () => {
    const task = await handOnTo(stage, clerk);
    const page = await stage.person(clerk, { viewport: phone });
    await page.goto('/tasks');
    await openLink(page, task.id);
    await button(page, '报送进展').tap();
    await sheet(page).getByLabel('情况说明').fill('已走访三个乡镇。');
    await page.goBack();
    await openLink(page, task.id);
    await button(page, '报送进展').tap();
    expect(await sheet(page).getByLabel('情况说明').inputValue()).toBe('已走访三个乡镇。');

    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(512, 7)]);
    const disguised = { name: '走访照片.jpg', mimeType: 'image/jpeg', buffer: program };
    await sheet(page).locator('input[type=file]').setInputFiles([disguised]);
    await button(page, '发送').tap();
    await page.getByText('没有被接受').waitFor();
    // The same file would be refused again.
    expect(await button(page, '再发一次').count()).toBe(0);
    await button(page, '修改后再发').tap();
    expect(await sheet(page).getByLabel('情况说明').inputValue()).toBe('已走访三个乡镇。');
    await sheet(page).getByText('已恢复上次填写的文字').waitFor();
    await picture(page, 'county-mend-390');
    await button(page, '发送').tap();
    await page.getByText('已送达').waitFor();
    await expect.poll(() => page.getByText('没有被接受').count()).toBe(0);
    expect((await actsOf(stage, task.id)).at(-1)?.payload.text).toBe('已走访三个乡镇。');
    await expect.poll(() => sheet(page).count()).toBe(0);
    await button(page, '报送进展').tap();
    expect(await sheet(page).getByLabel('情况说明').inputValue()).toBe('');
  });
});

it('reads of a closed task when it was done and when it was closed', async () => {
  const dayOf = (kind: string) =>
    `(select max(x.occurred_on) from task_acts x where x.task_id = t.id and x.kind = '${kind}')`;
  const task = await countyTask(stage, `t.state = 'closed' and ${dayOf('close')} > ${dayOf('submit')}`);
  const [days] = await stage.sql<{ submit: string; close: string }>(
    `select to_char(${dayOf('submit')}, 'YYYY年FMMM月FMDD日') as submit, to_char(${dayOf('close')}, 'YYYY年FMMM月FMDD日') as close
     from tasks t where t.id = $1`,
    [task.id],
  );
  const page = await stage.person(task.clerk, { viewport: phone });
  await openLink(page, task.id);
  await page.getByText(`已于${days?.submit}完成，于${days?.close}核验销号。`).waitFor();
});

describe('a broken line and an impatient finger', () => {
  it('loses nothing when the page is closed without a line, and sends it once when the page opens again', async () => {
    const task = await handOnTo(stage, clerk);
    const page = await stage.person(clerk, { viewport: phone });
    const shot = await photo(page, '下乡途中.jpg');
    await openLink(page, task.id);
    // The page keeps itself on the device once it is shown.
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const context = page.context();
    await context.setOffline(true);
    await page.getByText('当前没有网络').waitFor();
    await button(page, '报送进展').tap();
    await sheet(page).getByLabel('情况说明').fill('山里没有信号，先写下来。');
    await sheet(page).locator('input[type=file]').setInputFiles(shot);
    await button(page, '发送').tap();
    await page.getByText('等待发送').waitFor();
    await page.getByText('1 项尚未送达').waitFor();
    await expect.poll(() => sheet(page).count()).toBe(0);
    await picture(page, 'county-offline-390');
    await page.close();
    expect((await actsOf(stage, task.id)).at(-1)?.kind).toBe('reassign');

    await context.setOffline(false);
    const later = await context.newPage();
    await openLink(later, task.id);
    await later.getByText('已送达').waitFor();
    await later.reload();
    await later.getByText('山里没有信号，先写下来。').waitFor();
    const acts = await actsOf(stage, task.id);
    expect(acts.slice(acts.findIndex((one) => one.kind === 'reassign')).map((one) => one.kind)).toEqual([
      'reassign',
      'acknowledge',
      'progress',
    ]);
    const photos = (await evidenceOf(stage, task.id)).filter((one) => one.fileName === '下乡途中.jpg');
    expect(photos).toHaveLength(1);
  });

  it('counts an answer that got lost on the way as the same act', async () => {
    const task = await handOnTo(stage, clerk);
    const page = await stage.person(clerk, { viewport: phone });
    await openLink(page, task.id);
    // The server does the act, and its answer never arrives: the phone has to ask again.
    let lost = 0;
    await page.route('**/progress', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await button(page, '报送进展').tap();
    await sheet(page).getByLabel('情况说明').fill('回执没有收到的一次。');
    await button(page, '发送').tap();
    await page.getByText('已送达').waitFor({ timeout: 30_000 });
    expect(lost).toBe(1);
    const reports = (await actsOf(stage, task.id)).filter((one) => one.payload.text === '回执没有收到的一次。');
    expect(reports).toHaveLength(1);
  });

  it('makes one act of a double tap, and of the same request sent twice and once more after a restart', async () => {
    const task = await handOnTo(stage, clerk);
    const page = await stage.person(clerk, { viewport: phone });
    await openLink(page, task.id);
    await button(page, '报送进展').tap();
    await sheet(page).getByLabel('情况说明').fill('手快点了两下。');
    await button(page, '发送').dblclick();
    await page.getByText('已送达').waitFor();
    // The second tap has not gone through to the bar that lies beneath the sheet.
    expect(new URL(page.url()).pathname).toBe(`/t/${task.id}`);

    const actionId = randomUUID();
    const report = { text: '同一请求发了两次。', occurredOn: '2026-06-17' };
    const first = await act(page, `/api/tasks/${task.id}/progress`, report, actionId);
    const second = await act(page, `/api/tasks/${task.id}/progress`, report, actionId);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    const other = await act(page, `/api/tasks/${task.id}/progress`, { ...report, text: '另一句话。' }, actionId);
    expect(other.status).toBe(409);
    await stage.restart();
    expect(await act(page, `/api/tasks/${task.id}/progress`, report, actionId)).toEqual(first);

    const words = (await actsOf(stage, task.id)).map((one) => one.payload.text);
    expect(words.filter((text) => text === '手快点了两下。')).toHaveLength(1);
    expect(words.filter((text) => text === '同一请求发了两次。')).toHaveLength(1);
    expect(words).not.toContain('另一句话。');
  });
});

it('acknowledges with one act, however often the button is tapped', async () => {
  const task = await handOnTo(stage, clerk);
  const page = await stage.person(clerk, { viewport: phone });
  await openLink(page, task.id);
  await button(page, '签收').dblclick();
  await page.getByText('已送达').waitFor();
  await page.getByText('已签收').waitFor();
  expect((await actsOf(stage, task.id)).slice(-2)).toMatchObject([
    { kind: 'reassign' },
    { kind: 'acknowledge', implied: false },
  ]);
  expect(await page.getByText('未被接受').count()).toBe(0);
});

it('reports in English', async () => {
  const task = await handOnTo(stage, clerk);
  const page = await stage.person(clerk, { viewport: phone, language: 'en' });
  await openLink(page, task.id);
  await page.getByText('Reporting progress acknowledges by itself.').waitFor();
  await picture(page, 'county-task-390-en', { whole: true });
  await button(page, 'Report progress').tap();
  await sheet(page).getByText('You can send without a connection').waitFor();
  await sheet(page).getByLabel('What happened').fill('The plan is printed.');
  await button(page, 'Send').tap();
  await page.getByText('Delivered', { exact: true }).waitFor();
  await page.getByText('By reporting, without a tap of its own').waitFor();
  expect((await actsOf(stage, task.id)).at(-1)?.payload.text).toBe('The plan is printed.');
});
