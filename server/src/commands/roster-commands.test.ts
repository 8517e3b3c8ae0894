import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TemplateId } from '@xieli/measures';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts';
import { type FileRow, templateFile } from '../testing/template-files.ts';

const program = path.resolve(import.meta.dirname, '../cli.ts');
let folder: string;
let database: TestDatabase;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-roster-commands-'));
  database = await testDatabase();
  environment = {
    ...process.env,
    XIELI_DATA_DIR: path.join(folder, 'data'),
    ...{ XIELI_DATABASE_URL: database.ownerUrl, XIELI_DATABASE_APP_URL: database.appUrl },
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Runs a command in a process of its own, as an operator does. */
function xieli(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    ...{ cwd: folder, encoding: 'utf8', env: environment },
  });
  return { status, stdout, stderr };
}

function file(template: TemplateId, rows: readonly FileRow[]): string {
  const name = path.join(folder, `${template}.csv`);
  writeFileSync(name, templateFile(template, rows));
  return name;
}

const body = '政协澄岚市委员会';
const member = (name: string, mobile: string, more: FileRow = {}): FileRow => ({
  ...{
    姓名: name,
    手机号: mobile,
    政治面貌: '中共党员',
    政协机构: body,
    届次: '5',
    状态: '在任',
    起始日期: '2022-01-10',
  },
  ...more,
});

async function count(table: string): Promise<number> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    return Number(rows[0]?.n);
  } finally {
    await owner.end();
  }
}

it('begins in an empty installation: the first 组织名册 makes the city, in production', async () => {
  const organisations = file('organisations', [
    { 组织名称: body, 组织类型: '政协委员会', 设立日期: '2022-01-10' },
    { 组织名称: '机关党支部', 组织类型: '机关党支部', 政协机构: body, 设立日期: '2022-02-01' },
  ]);
  expect(JSON.parse(xieli('coverage', '--json').stdout)).toEqual([]);
  const tried = xieli('import', 'organisations', organisations, '--dry-run', '--json');
  expect(JSON.parse(tried.stdout)).toMatchObject({ new: 2, errors: [] });
  expect(await count('tenants')).toBe(0);
  const refused = xieli('import', 'roster', file('roster', [member('甲', '13900000001')]), '--json');
  expect([refused.status, JSON.parse(refused.stdout).errors]).toMatchObject([1, [{ row: 2, column: '政协机构' }]]);
  expect(await count('tenants')).toBe(0);
  const brought = xieli('import', 'organisations', organisations, '--json');
  expect([brought.status, JSON.parse(brought.stdout)]).toMatchObject([0, { new: 2, changed: 0, errors: [] }]);
  expect(await count(`tenants WHERE name = '${body}'`)).toBe(1);
  expect(await count(`installation WHERE mode = 'production'`)).toBe(1);
  expect(JSON.parse(xieli('import', 'organisations', organisations, '--json').stdout)).toMatchObject({ unchanged: 2 });
});

it('prints both coverages, as JSON and for a person', () => {
  const rows = [member('甲', '13900000001', { 组织关系所在支部: '机关党支部' }), member('乙', '13900000002')];
  expect(xieli('import', 'roster', file('roster', rows)).stdout).toContain('新增 2');
  const [city] = JSON.parse(xieli('coverage', '--as-of', '2026-06-30', '--json').stdout);
  expect(city).toMatchObject({
    body,
    c1: { nominal: { covered: 1, due: 2 } },
    c2: { nominal: { covered: 1, due: 2 } },
  });
  const told = xieli('coverage', '--as-of', '2026-06-30').stdout;
  expect(told).toContain('c1 nominal unassigned  乙 139****0002');
  expect(xieli('coverage', '--as-of', '2026-02-30').status).toBe(2);
});

it('tells wrong use, a file that is not there, and errors row by row with exit code 1', () => {
  expect(xieli('import', 'rosters', 'x.csv').status).toBe(2);
  expect(xieli('import', 'roster', 'nowhere.csv').stderr).toContain('nowhere.csv');
  const wrong = xieli('import', 'roster', file('roster', [member('丙', '1390000')]));
  expect([wrong.status, wrong.stdout]).toEqual([1, expect.stringContaining('手机号  1390000')]);
});

it('writes all of a file or nothing, whenever the command is killed', async () => {
  const many = Array.from({ length: 1500 }, (_, at) => member(`人${at}`, `138${String(at).padStart(8, '0')}`));
  const roster = file('roster', many);
  const before = await count('body_memberships');
  for (const afterMs of [1000, 1800]) {
    const child = spawn(process.execPath, [program, 'import', 'roster', roster], { cwd: folder, env: environment });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await ended;
    const written = (await count('body_memberships')) - before;
    expect([0, many.length]).toContain(written);
    expect(await count('people')).toBe(2 + written);
  }
  const { new: brought, unchanged } = JSON.parse(xieli('import', 'roster', roster, '--json').stdout);
  expect(brought + unchanged).toBe(many.length);
  expect(await count('body_memberships')).toBe(before + many.length);
});
