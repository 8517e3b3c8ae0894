import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dispatchAll,
  editedFile,
  importFile,
  officeFile,
  type Refusal,
  readFileOf,
  returnFile,
  tableWorld,
} from '../../testing/task-tables.ts';
import type { World } from '../../testing/world.ts';
import type { Comparison } from './shapes.ts';

let world: World;
let directiveId: string;
let county: { directiveId: string; bodyId: string };
let sent: Buffer;
const progressColumn = 8;
const idColumn = 11;
const firstRow = 3;

beforeAll(async () => {
  world = await tableWorld();
  const { body } = await readFileOf(
    world,
    await officeFile({
      title: '枫屿县分工表',
      unit: '市政协办公室',
      date: '2026年6月1日',
      columns: ['序号', '主要任务', '工作措施', '责任单位', '完成时间', '进展情况'],
      rows: ['建立台账', '开展走访', '组织培训', '报送总结'].map((measure, index) => [
        String(index + 1),
        index % 2 ? '' : '联系群众',
        measure,
        index === 3 ? '政协枫屿县委员会、提案委员会' : '政协枫屿县委员会',
        '9月底前',
        index === 1 ? '已走访12户' : '',
      ]),
    }),
  );
  directiveId = (await importFile(world, body)).body.directiveId;
  await dispatchAll(world, directiveId);
  county = { directiveId, bodyId: world.organisation('政协枫屿县委员会') };
  sent = (await world.as('clerk').call('GET /api/task-tables/county', { query: county })).bytes;
});
afterAll(() => world.close());

type Rows = (string | number | boolean | Date | null)[][];
const at = (rows: Rows, index: number) => rows[firstRow + index] as Rows[number];
const returned = async (edit: (rows: Rows) => void, options?: { keepHidden?: boolean }) =>
  (await returnFile(world, await editedFile(sent, edit, options), county)).body;

const apply = (
  comparison: Comparison,
  taskIds: string[],
  options: { actionId?: string; who?: string; occurredOn?: string } = {},
) =>
  world.as(options.who ?? 'clerk').call<{ taskIds: string[] } & Refusal>(
    'POST /api/task-tables/returned/apply',
    {
      body: {
        ...county,
        token: comparison.token,
        fileName: comparison.fileName,
        occurredOn: options.occurredOn ?? '2026-06-17',
        taskIds,
      },
    },
    options.actionId ? { actionId: options.actionId } : {},
  );

describe('a table that comes back', () => {
  it.each([true, false])('untouched shows no difference, with or without its hidden sheet (%s)', async (keepHidden) => {
    const comparison = await returned(() => undefined, { keepHidden });
    expect(comparison).toMatchObject({ changed: [], missing: [], unknown: [] });
    expect(comparison.unchanged).toHaveLength(4);
  });

  it('shows exactly the edit of a hand', async () => {
    const comparison = await returned((rows) => {
      at(rows, 0)[progressColumn] = '台账已建立';
    });
    expect(comparison.changed).toHaveLength(1);
    expect(comparison.changed[0]).toMatchObject({
      action: '建立台账',
      row: 4,
      text: '台账已建立',
      changes: [
        { column: 'progress', before: '', after: '台账已建立', enterable: true, formula: false, changedHere: null },
      ],
    });
    expect(comparison.unchanged).toHaveLength(3);
  });

  it('takes only what was written behind an earlier report', async () => {
    const comparison = await returned((rows) => {
      at(rows, 1)[progressColumn] = `${at(rows, 1)[progressColumn]}；又走访8户`;
    });
    expect(comparison.changed[0]?.text).toBe('又走访8户');
  });

  it('lists a deleted row as missing and an added one as unknown, and does nothing with either', async () => {
    const comparison = await returned((rows) => {
      const [deleted] = rows.splice(firstRow + 2, 1);
      const added = [...(deleted as Rows[number])];
      added[idColumn] = '';
      added[2] = '自己加的一行';
      rows.push(added, [...at(rows, 0).slice(0, idColumn), v7()], [...at(rows, 0)]);
    });
    expect(comparison.changed).toEqual([]);
    expect(comparison.missing).toEqual([
      { taskId: expect.any(String), action: '组织培训', organisation: '政协枫屿县委员会' },
    ]);
    expect(comparison.unknown.map((one) => one.why)).toEqual(['added', 'foreign', 'twice']);
  });

  it('keeps a cell that begins with = as text and flags it', async () => {
    const comparison = await returned((rows) => {
      at(rows, 0)[progressColumn] = '=HYPERLINK("http://example.test","点这里")';
    });
    expect(comparison.changed[0]?.changes[0]).toMatchObject({
      formula: true,
      after: '=HYPERLINK("http://example.test","点这里")',
    });
  });

  it('shows a change of what is settled here, and does not take it', async () => {
    const comparison = await returned((rows) => {
      at(rows, 0)[7] = '2027年1月31日';
    });
    expect(comparison.changed[0]).toMatchObject({ text: null, changes: [{ column: 'due', enterable: false }] });
    expect((await apply(comparison, [comparison.changed[0]?.taskId ?? ''])).status).toBe(400);
  });

  it('without 编号 cannot be matched', async () => {
    const answer = await returnFile(
      world,
      await editedFile(sent, (rows) => {
        for (const row of rows) row.length = Math.min(row.length, idColumn);
      }),
      county,
    );
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining('编号')]);
  });
});

describe('entering what came back', () => {
  it('writes progress on behalf with the file as its source, for the chosen rows alone, once', async () => {
    const comparison = await returned((rows) => {
      at(rows, 0)[progressColumn] = '台账已报备';
      at(rows, 2)[progressColumn] = '培训已安排';
    });
    const chosen = comparison.changed.find((row) => row.action === '组织培训')?.taskId ?? '';
    const actionId = v7();
    expect((await apply(comparison, [chosen], { actionId })).body.taskIds).toEqual([chosen]);
    expect((await apply(comparison, [chosen], { actionId })).repeated).toBe(true);
    expect((await apply(comparison, [chosen], { actionId, occurredOn: '2026-06-16' })).status).toBe(409);
    const { rows } = await world.owner.query(
      "SELECT payload->>'text' AS text, on_behalf_source FROM task_acts WHERE task_id = $1 AND kind = 'progress'",
      [chosen],
    );
    expect(rows).toEqual([{ text: '培训已安排', on_behalf_source: '返回的表格“枫屿县返回.xlsx”' }]);
    const untouched = comparison.changed.find((row) => row.action === '建立台账')?.taskId;
    const left = await world.owner.query("SELECT 1 FROM task_acts WHERE task_id = $1 AND kind = 'progress'", [
      untouched,
    ]);
    expect(left.rowCount).toBe(0);
  });

  it('is refused with the new comparison when the task moved on in between, and says that it changed here', async () => {
    const file = await editedFile(sent, (rows) => {
      at(rows, 0)[progressColumn] = '返回表里的进展';
    });
    const comparison = (await returnFile(world, file, county)).body;
    const taskId = comparison.changed.find((row) => row.action === '建立台账')?.taskId ?? '';
    const reported = await world
      .as('fengyu')
      .call('POST /api/tasks/:taskId/progress', { params: { taskId }, body: { text: '县里自己报了' } });
    expect(reported.status).toBe(200);
    const refused = await apply(comparison, [taskId]);
    expect(refused.status).toBe(409);
    const now = (refused.body.current as Comparison).changed.find((row) => row.taskId === taskId);
    expect(now?.changes[0]?.changedHere).toContain('县里自己报了');
  });

  it('offers nothing of a file that was entered and is read again, and writes no report of one day twice', async () => {
    const progress = '培训已办结';
    const edit = (rows: Rows) => {
      at(rows, 2)[progressColumn] = progress;
    };
    const comparison = await returned(edit);
    const taskId = comparison.changed[0]?.taskId ?? '';
    expect((await apply(comparison, [taskId])).body.taskIds).toEqual([taskId]);
    const again = await returned(edit);
    expect(again.changed[0]).toMatchObject({ taskId, text: null, reason: null, enteredOn: '2026-06-17' });
    expect((await apply(again, [taskId])).status).toBe(400);

    // Another report lies between: the file tells something again, but not for the day that has it.
    const between = await returned((rows) => {
      at(rows, 2)[progressColumn] = '县里补充';
    });
    await apply(between, [taskId]);
    const later = await returned(edit);
    expect(later.changed[0]).toMatchObject({ text: progress, enteredOn: null });
    expect((await apply(later, [taskId])).body.taskIds).toEqual([]);
    const { rows } = await world.owner.query(
      "SELECT count(*)::int AS count FROM task_acts WHERE task_id = $1 AND payload->>'text' = $2",
      [taskId, progress],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('writes progress once when two enter the same comparison at the same moment', async () => {
    const comparison = await returned((rows) => {
      at(rows, 3)[progressColumn] = '总结已报送';
    });
    const taskId = comparison.changed[0]?.taskId ?? '';
    await Promise.all([1, 2, 3].map(() => apply(comparison, [taskId])));
    const { rows } = await world.owner.query(
      "SELECT count(*)::int AS count FROM task_acts WHERE task_id = $1 AND kind = 'progress'",
      [taskId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is for the office, and a county reads back only what is its own', async () => {
    const comparison = await returned((rows) => {
      at(rows, 0)[progressColumn] = '甲';
    });
    expect((await apply(comparison, [comparison.changed[0]?.taskId ?? ''], { who: 'fengyu' })).status).toBe(403);
    expect((await world.as('fengyu').call('GET /api/task-tables/county', { query: county })).status).toBe(200);
    const other =
      world.city.accounts.find((one) => one.role === 'unitClerk' && one.username !== 'fengyu')?.username ?? '';
    expect((await world.as(other).call('GET /api/task-tables/county', { query: county })).status).toBe(404);
  });
});
