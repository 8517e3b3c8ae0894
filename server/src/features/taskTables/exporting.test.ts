import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  demoTable,
  dispatchAll,
  importFile,
  officeFile,
  readFileOf,
  rowsOfFile,
  tableWorld,
} from '../../testing/task-tables.ts';
import type { World } from '../../testing/world.ts';
import { exportTasks, importTasks } from './commands.ts';
import type { DirectiveExport } from './contract.ts';

let world: World;
let directiveId: string;
let taskIds: string[];
beforeAll(async () => {
  world = await tableWorld();
  const county = '政协枫屿县委员会';
  const table = demoTable(world, (row, index) =>
    index < 2 ? { ...row, 牵头单位: county, 责任人: '', 备注: '=1+1' } : row,
  );
  const { body } = await readFileOf(world, await officeFile(table));
  directiveId = (await importFile(world, body)).body.directiveId;
  taskIds = await dispatchAll(world, directiveId);
});
afterAll(() => world.close());

const exported = (who = 'clerk') => world.as(who).call('GET /api/task-tables/export', { query: { directiveId } });
const everything = (who = 'clerk') =>
  world.as(who).call<DirectiveExport>('GET /api/task-tables/json', { query: { directiveId } });

describe('the exported task table', () => {
  it('is a paper: merged title, unit and date, frozen header that is repeated, A4 landscape, as wide as the page', async () => {
    const answer = await exported();
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('任务分解表.xlsx');
    const { sheets } = await readXlsx(answer.bytes, { readStyles: true });
    const [sheet] = sheets;
    expect(sheets).toHaveLength(1);
    expect(sheet?.merges?.[0]).toMatchObject({ startRow: 0, startCol: 0, endRow: 0, endCol: 11 });
    expect(sheet?.rows[1]?.[0]).toMatch(/^单位：.*政协/);
    expect(sheet?.rows[1]?.[6]).toBe('日期：2026年6月17日');
    expect(sheet?.rows[2]).toEqual(
      '序号 重点任务 具体措施 责任领导 牵头单位 配合单位 责任人 完成时限 进展 完成情况 备注 编号 核对码'.split(' '),
    );
    expect(sheet?.freezePane).toMatchObject({ rows: 3 });
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToWidth: 1,
      printTitlesRow: '$3:$3',
      printArea: `$A$1:$L$${taskIds.length + 3}`,
    });
    const style = sheet?.cells?.get('3,2')?.style;
    expect([style?.alignment?.wrapText, style?.border?.top?.style]).toEqual([true, 'thin']);
  });

  it('is taken in again like any other table, what makes it readable back left aside', async () => {
    const { body } = await readFileOf(world, (await exported()).bytes);
    expect([body.title, body.ignoredColumns]).toEqual([expect.stringMatching(/[^.\w]$/), []]);
  });

  it('holds every task once, the last report with its day and 代录, and a formula as text', async () => {
    const rows = (await rowsOfFile((await exported()).bytes)).slice(3);
    expect(rows.map((row) => row[11]).sort()).toEqual([...taskIds].sort());
    const reported = rows.filter((row) => row[8] !== '');
    expect(reported.length).toBeGreaterThan(3);
    for (const row of reported) expect(row[8]).toMatch(/（2026年6月17日，代录）$/);
    expect(rows.filter((row) => row[10] === '=1+1')).toHaveLength(2);
    const { sheets } = await readXlsx((await exported()).bytes);
    expect([...(sheets[0]?.cells ?? [])].filter(([, cell]) => cell.formula)).toEqual([]);
  });

  it('shows a county its own rows, and nothing of it to who may not export', async () => {
    const own = (await rowsOfFile((await exported('fengyu')).bytes)).slice(3);
    expect(new Set(own.map((row) => row[4]))).toEqual(new Set(['政协枫屿县委员会']));
    expect((await exported('secretary')).status).toBe(403);
    const { rows } = await world.owner.query(
      "SELECT account_name FROM audit_entries WHERE action LIKE '%/export' AND outcome = 'read'",
    );
    expect(rows.length).toBeGreaterThan(2);
  });

  it('is not found for a document without visible tasks', async () => {
    const missing = await world
      .as('clerk')
      .call('GET /api/task-tables/export', { query: { directiveId: '01890000-0000-7000-8000-000000000000' } });
    expect(missing.status).toBe(404);
  });
});

describe('everything as JSON', () => {
  it('joins document, clauses, requirements, tasks, acts and evidence', async () => {
    const { body } = await everything();
    expect(body.tasks.map((task) => task.id).sort()).toEqual([...taskIds].sort());
    const requirements = new Map(body.requirements.map((one) => [one.id, one]));
    for (const task of body.tasks) {
      expect(requirements.get(task.requirementId)?.content.action).toBe(task.action);
      expect(task.acts.map((act) => act.kind)).toEqual(expect.arrayContaining(['draft', 'dispatch']));
    }
    expect(body.narrowed).toBe(false);
    expect(body.clauses).toHaveLength(body.requirements.length);
  });

  it('is narrowed for a county to its tasks and what they come from', async () => {
    const { body } = await everything('fengyu');
    expect(body.narrowed).toBe(true);
    expect([body.dispatches, body.versions.map((version) => version.text)]).toEqual([[], [null]]);
    expect(body.requirements.every((one) => one.quote !== '')).toBe(true);
    expect(new Set(body.tasks.map((task) => task.lead.name))).toEqual(new Set(['政协枫屿县委员会']));
    expect(new Set(body.requirements.map((one) => one.id))).toEqual(
      new Set(body.tasks.map((task) => task.requirementId)),
    );
  });
});

describe('the commands', () => {
  const command = () => ({
    app: world.app,
    tenantId: world.tenantId,
    actor: world.actorOf('clerk'),
    language: 'zh-CN' as const,
  });

  it('export the same table and the same JSON', async () => {
    const { bytes } = await exportTasks(command(), directiveId, 'xlsx');
    expect((await rowsOfFile(bytes)).length).toBe(taskIds.length + 3);
    const json = JSON.parse((await exportTasks(command(), directiveId, 'json')).bytes.toString());
    expect(json.tasks).toHaveLength(taskIds.length);
  });

  it('import like the screen: a dry run writes nothing, an error writes nothing, a repeat changes nothing', async () => {
    const good = {
      bytes: await officeFile({ ...demoTable(world), title: '第二张表' }),
      path: '/somewhere/第二张表.xlsx',
    };
    const count = async () => Number((await world.owner.query('SELECT count(*) FROM directives')).rows[0].count);
    const before = await count();
    const dry = await importTasks(command(), good, { dryRun: true });
    expect([dry.new > 10, dry.directiveId, await count()]).toEqual([true, null, before]);
    const done = await importTasks(command(), good, { dryRun: false });
    expect([done.new, done.errors, await count()]).toEqual([dry.new, [], before + 1]);
    expect(await importTasks(command(), good, { dryRun: false })).toMatchObject({
      new: 0,
      unchanged: dry.new,
      directiveId: done.directiveId,
    });
    const bad = demoTable(world, (row) => ({ ...row, 牵头单位: '没有这个单位' }));
    const failed = await importTasks(command(), { bytes: await officeFile(bad), path: 'x.xlsx' }, { dryRun: false });
    expect(failed.errors[0]).toEqual({
      row: 4,
      column: '牵头单位',
      value: '没有这个单位',
      message: '名册中没有“没有这个单位”',
    });
    expect(await count()).toBe(before + 1);
  });
});
