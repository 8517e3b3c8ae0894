import { readFile } from 'node:fs/promises';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectiveExport } from '../server/src/features/taskTables/contract.ts';
import { photo } from './papers.ts';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';
import { act, actsOf, countyTask, countyTasks, type FoundTask } from './work.ts';

let stage: Stage;
let page: Page;
let directiveId: string;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
  const [speech] = await stage.sql<{ id: string }>("select id from directives where kind = 'speech'");
  directiveId = speech?.id ?? '';
});
afterAll(() => stage.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

/** The page of a document's table, reached as a clerk reaches it. */
async function openTable(): Promise<void> {
  await page.goto(`/board/${directiveId}`);
  await page.getByRole('link', { name: '任务分解表' }).click();
  await page.getByRole('heading', { level: 1, name: '任务分解表' }).waitFor();
}

/** What the browser saves when this link is followed. */
async function downloaded(link: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

type Cell = string | number | boolean | Date | null;

/** The workbook as a county would return it: its first sheet edited, what is hidden in it left alone. */
async function edited(bytes: Buffer, edit: (rows: Cell[][]) => void): Promise<Buffer> {
  const { sheets } = await readXlsx(bytes);
  const written = sheets.map((sheet, index) => {
    const rows = sheet.rows.map((row) => [...row]);
    if (index === 0) edit(rows);
    return { name: sheet.name, rows, merges: index === 0 ? sheet.merges : [], veryHidden: index > 0 };
  });
  return Buffer.from(await writeXlsx({ sheets: written }));
}

const progressColumn = 8;
const idColumn = 11;

describe('the clerk takes out', () => {
  it('the 任务分解表 as a paper that can be printed: every task a row', async () => {
    await openTable();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'table-page-1440', { whole: true });
    const { name, bytes } = await downloaded('导出 Excel');
    expect(name).toMatch(/任务分解表\.xlsx$/);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const [sheet] = sheets;
    expect(sheets).toHaveLength(1);
    expect(sheet?.rows[0]?.[0]).toMatch(/^《.+》任务分解表$/);
    expect(sheet?.merges?.[0]).toMatchObject({ startRow: 0, startCol: 0, endRow: 0, endCol: idColumn });
    expect(sheet?.rows[1]).toContain('单位：政协云汀市委员会');
    expect(sheet?.rows[1]).toContain('日期：2026年6月17日');
    expect(sheet?.rows[2]?.slice(0, 5)).toEqual(['序号', '重点任务', '具体措施', '责任领导', '牵头单位']);
    expect(sheet?.freezePane).toMatchObject({ rows: 3 });
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$3:$3' });
    const tasks = await stage.sql<{ id: string }>('select id from tasks where directive_id = $1', [directiveId]);
    const ids = sheet?.rows.slice(3).map((row) => String(row[idColumn])) ?? [];
    expect(ids.toSorted()).toEqual(tasks.map((task) => task.id).toSorted());
  });

  it('and hears of it where the file cannot be had', async () => {
    await openTable();
    await page.route('**/api/task-tables/export**', (route) =>
      route.fulfill({ status: 500, json: { title: 'fault' } }),
    );
    await page.getByRole('link', { name: '导出 Excel', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    await page.unroute('**/api/task-tables/export**');
    expect((await downloaded('导出 Excel')).name).toMatch(/\.xlsx$/);
  });

  it('everything as JSON: versions, every decision, dispatches, 批示, tasks, acts and evidence', async () => {
    const [about] = await countyTasks(stage, `t.directive_id = '${directiveId}'`);
    const leader = await stage.person('leader');
    const words = { text: '此事请办公室盯紧', aboutTaskId: about?.id };
    expect((await act(leader, '/api/instructions', words)).status).toBe(200);
    await openTable();
    const { bytes } = await downloaded('导出全部内容（JSON）');
    const whole: DirectiveExport = JSON.parse(bytes.toString('utf8'));
    expect(whole.narrowed).toBe(false);
    const ids = async (query: string) =>
      (await stage.sql<{ id: string }>(query, [directiveId])).map((row) => row.id).toSorted();
    const given = (records: readonly { id: string }[]) => records.map((record) => record.id).toSorted();
    const tasks = 'select id from tasks where directive_id = $1';
    const requirements = 'select id from requirements where directive_id = $1';
    expect(given(whole.tasks)).toEqual(await ids(tasks));
    expect(given(whole.tasks.flatMap((task) => task.acts))).toEqual(
      await ids(`select id from task_acts where task_id in (${tasks})`),
    );
    expect(given(whole.tasks.flatMap((task) => task.evidence))).toEqual(
      await ids(`select evidence_id as id from task_evidence where task_id in (${tasks})`),
    );
    expect(given(whole.versions)).toEqual(await ids('select id from directive_versions where directive_id = $1'));
    expect(given(whole.dispatches)).toEqual(await ids('select id from dispatches where directive_id = $1'));
    expect(given(whole.requirements)).toEqual(await ids(requirements));
    expect(given(whole.requirements.flatMap((one) => one.acts))).toEqual(
      await ids(`select id from requirement_acts where requirement_id in (${requirements})`),
    );
    expect(whole.requirements.flatMap((one) => one.revisions).length).toBe(
      (await ids(`select id from requirement_revisions where requirement_id in (${requirements})`)).length,
    );
    expect(whole.instructions.map((one) => [one.text, one.aboutTaskId])).toEqual([[words.text, about?.id]]);
    // What became no task is there with its reason, and each quote is the text at its offsets.
    const decided = await stage.sql<{ id: string; decision: string; reason: string | null }>(
      'select id, decision, reason from requirements where directive_id = $1 order by id',
      [directiveId],
    );
    expect(decided.some((one) => one.decision === 'nothingToDo' && one.reason !== null)).toBe(true);
    expect(
      whole.requirements
        .map(({ id, decision, reason }) => ({ id, decision, reason }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual(decided);
    for (const { quote, start, end } of whole.requirements)
      expect(whole.versions.at(-1)?.text?.slice(start, end)).toBe(quote);
  });

  it('a polite reminder for the chat group, with names, dates and a link for each task', async () => {
    await openTable();
    await button('复制催办文字').click();
    await dialog().getByRole('textbox').waitFor();
    await expect.poll(() => dialog().getByRole('textbox').inputValue()).toContain('各位同志好');
    await picture(page, 'reminder-1440');
    await dialog().getByRole('button', { name: '复制', exact: true }).click();
    await dialog().getByText('已复制').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/谢谢！$/);
    const late = await countyTask(
      stage,
      `t.directive_id = '${directiveId}' and t.state in ('acknowledged', 'inProgress') and t.due_on < '2026-06-17'`,
    );
    const [words] = await stage.sql<{ lead: string; person: string; due: string }>(
      `select n.name as lead, p.name as person, to_char(t.due_on, 'YYYY年FMMM月FMDD日') as due from tasks t
       join organisation_names n on n.organisation_id = t.lead_organisation_id and n.kind = 'official' and n.superseded_at is null
       join person_names p on p.person_id = t.accountable_person_id and p.superseded_at is null
       where t.id = $1`,
      [late.id],
    );
    expect(copied).toContain(`${words?.lead}（责任人：`);
    expect(copied).toContain(words?.person);
    expect(copied).toContain(`时限${words?.due}，已超过`);
    expect(copied).toContain(`办理：${stage.address}/t/${late.id}`);
    // Whoever follows the link stands before the task.
    const county = await stage.person(late.clerk);
    await county.goto(`${stage.address}/t/${late.id}`);
    await county.getByRole('heading', { level: 1, name: late.action }).waitFor();
  });
});

describe('the clerk enters on behalf', () => {
  it('marks it with its source wherever the task is shown, on screens, on paper and in files', async () => {
    // Among the latest, so that it stands on the board and on its sheet too.
    const task = await countyTask(
      stage,
      `t.directive_id = '${directiveId}' and t.state in ('acknowledged', 'inProgress') and t.clause_key is not null
       and not exists (select 1 from task_acts b where b.task_id = t.id and b.on_behalf_source is not null)
       and t.id in (select o.id from tasks o where o.directive_id = t.directive_id and o.due_on < '2026-06-17'
         and o.state not in ('draft', 'closed', 'withdrawn') order by o.due_on, o.id limit 12)`,
    );
    await page.goto(`/t/${task.id}`);
    await button('代录').click();
    await page.getByLabel('情况说明').fill('电话报来：本周已走访委员十二名。');
    expect(await dialog().getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
    await page.getByLabel('依据').fill('6月17日电话');
    await dialog()
      .getByLabel('对方发来的照片或文件（可不附）')
      .setInputFiles(await photo(page, '走访照片.jpg'));
    await picture(page, 'on-behalf-1440');
    await dialog().getByRole('button', { name: '保存' }).click();
    const timeline = page.locator('ol').last();
    await timeline.getByText('依据：6月17日电话').waitFor();
    await timeline.getByText('代录', { exact: true }).waitFor();
    // The clerk of the city is not of the county in whose name it stands.
    await timeline.getByText(/^政协[^ ]+委员会（.+代录）/).waitFor();
    expect((await actsOf(stage, task.id)).at(-1)).toMatchObject({ kind: 'progress', onBehalfSource: '6月17日电话' });
    const proof = page.getByRole('listitem').filter({ has: page.getByText('走访照片.jpg') });
    await proof.first().getByText(/代录/).first().waitFor();
    await page.getByRole('main').getByText('含代录').first().waitFor();
    await proof.getByRole('link', { name: '走访照片.jpg' }).first().click();
    await page.getByRole('heading', { level: 1, name: '走访照片.jpg' }).waitFor();
    await page.getByText('代录', { exact: true }).waitFor();
    await page.getByText('6月17日电话').waitFor();

    await page.goto(`/tasks?search=${encodeURIComponent(task.action)}`);
    const row = page.getByRole('row').filter({ has: page.locator(`a[href="/t/${task.id}"]`) });
    await row.getByText('含代录').waitFor();

    await page.goto(`/board/${directiveId}/clauses/${await clauseOf(task)}`);
    const strand = page.getByRole('listitem').filter({ has: page.locator(`a[href="/t/${task.id}"]`) });
    await strand.getByText('含代录').last().waitFor();
    await page
      .getByRole('button', { name: /已销号/ })
      .first()
      .click();
    const fact = dialog()
      .getByRole('listitem')
      .filter({ has: page.locator(`a[href="/t/${task.id}"]`) });
    await fact.getByText(/含代录/).waitFor();
    await picture(page, 'on-behalf-facts-1440');

    const whole: DirectiveExport = await (
      await page.request.get(`/api/task-tables/json?directiveId=${directiveId}`)
    ).json();
    const told = whole.tasks.find((one) => one.id === task.id);
    expect(told?.acts.at(-1)?.onBehalfSource).toBe('6月17日电话');
    expect(told?.evidence.at(-1)?.onBehalfSource).toBe('6月17日电话');

    await page.goto(`/board/${directiveId}`);
    const lateLine = page.getByRole('listitem').filter({ has: page.locator(`a[href="/t/${task.id}"]`) });
    await lateLine.getByText('含代录').first().waitFor();
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print' });
    const printed = page
      .getByRole('article')
      .getByRole('row')
      .filter({ hasText: task.action })
      .filter({ hasText: told?.lead.name });
    await printed.getByText('含代录').waitFor();
    await picture(page, 'on-behalf-a4', { whole: true });
    await page.emulateMedia({ media: null });
    await page.setViewportSize(desktop);

    const file = await page.request.get(`/api/task-tables/export?directiveId=${directiveId}`);
    const { sheets } = await readXlsx(await file.body());
    const exported = sheets[0]?.rows.find((cells) => cells[idColumn] === task.id);
    expect(exported?.[progressColumn]).toBe('电话报来：本周已走访委员十二名。（2026年6月17日，代录）');
  });

  it('and marks it in English, on a phone', async () => {
    const task = await countyTask(
      stage,
      `t.id = (select task_id from task_acts where on_behalf_source = '6月17日电话' order by recorded_at desc limit 1)`,
    );
    const small = await stage.person('leader', { viewport: phone, language: 'en' });
    await small.goto(`/t/${task.id}`);
    await small.getByRole('heading', { level: 1, name: task.action }).waitFor();
    await small.getByRole('main').getByText('Partly entered on behalf').first().waitFor();
    const timeline = small.locator('ol').last();
    await timeline.getByText(/6月17日电话/).waitFor();
    await timeline
      .getByText(/on behalf/i)
      .first()
      .waitFor();
    await picture(small, 'on-behalf-390-en');
    await small.goto(`/board/${directiveId}`);
    const line = small.getByRole('listitem').filter({ has: small.locator(`a[href="/t/${task.id}"]`) });
    await line.getByText('Partly entered on behalf').first().waitFor();
  });

  async function clauseOf(task: FoundTask): Promise<string> {
    const [row] = await stage.sql<{ key: string }>('select clause_key as key from tasks where id = $1', [task.id]);
    return row?.key ?? '';
  }
});

describe('the clerk sends a county its rows', () => {
  it('and reads the returned file back with every difference shown, entering only what she chose', async () => {
    const open = await countyTasks(
      stage,
      `t.directive_id = '${directiveId}' and a.username = 'fengyu' and t.state in ('acknowledged', 'inProgress', 'returned')`,
    );
    const [reported, dropped] = open as [FoundTask, FoundTask];
    await openTable();
    await page.getByLabel('单位', { exact: true }).selectOption({ label: '政协枫屿县委员会' });
    const { bytes } = await downloaded('导出该单位的任务');
    const returned = await edited(bytes, (rows) => {
      const at = (id: string) => rows.findIndex((row) => row[idColumn] === id);
      const row = rows[at(reported.id)] as Cell[];
      row[progressColumn] = '=SUM(1,2) 已召开两次推进会';
      rows.splice(at(dropped.id), 1);
      rows.push(['', '', '县里自己加的一行', '', '政协枫屿县委员会', '', '', '', '已完成', '', '', '']);
    });
    await page.locator('input[type=file]').setInputFiles({
      name: '枫屿县返回.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: returned,
    });
    await button('对照').click();
    await page.getByRole('heading', { name: '有改动的 1 行' }).waitFor();
    await page.getByText('将代录：').waitFor();
    await page.getByText('以等号开头，按文字处理').waitFor();
    await page.getByRole('heading', { name: '表中缺少的任务' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: dropped.action }).last().waitFor();
    await page.getByText('县里自己加的一行').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'returned-table-1440', { whole: true });

    const before = (await actsOf(stage, dropped.id)).length;
    await button('代录所选 1 行').click();
    await dialog().getByRole('button', { name: '代录所选 1 行' }).click();
    await page.getByText('已代录 1 行的进展。').waitFor();
    expect((await actsOf(stage, reported.id)).at(-1)).toMatchObject({
      kind: 'progress',
      onBehalfSource: '返回的表格“枫屿县返回.xlsx”',
      payload: { text: '=SUM(1,2) 已召开两次推进会' },
    });
    expect(await actsOf(stage, dropped.id)).toHaveLength(before);

    // The same file once more has nothing left to enter.
    await button('对照').click();
    await page.getByText(/系统中已有这一进展（.+），不再录入/).waitFor();
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
    expect(await button('代录所选 0 行').isDisabled()).toBe(true);
    const added = await stage.sql("select 1 from tasks where action like '%县里自己加的一行%'");
    expect(added).toEqual([]);
  });
});

it('shows the table page in English as well', async () => {
  const reader = await stage.person('clerk', { language: 'en' });
  await reader.goto(`/directives/${directiveId}/table`);
  await reader.getByRole('link', { name: 'Export everything (JSON)' }).waitFor();
  expect(await accessibilityFaults(reader)).toEqual([]);
  await picture(reader, 'table-page-en', { whole: true });
});
