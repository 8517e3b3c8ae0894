import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from './features.ts';
import type { RouteKey } from './platform/http/contract.ts';
import type { LedgerReport } from './platform/ledgers/contract.ts';
import { linkable } from './testing/policies.ts';
import { dispatchAll, importFile, officeFile, readFileOf } from './testing/task-tables.ts';
import { testWorld, type World } from './testing/world.ts';

/** Downloads that are no ledger, and what they are. */
const noLedgers: Record<string, string> = {
  'GET /api/evidence/:evidenceId/file': 'a file that was handed in',
  'GET /api/evidence/:evidenceId/picture': 'a picture that was handed in',
  'GET /api/papers/:paperId/file': 'an official document',
  'GET /api/paper-templates/:templateId/file': 'a Word file of the office',
  'GET /api/paper-templates/starter': 'a Word file to begin with',
  'GET /api/ledgers/marked': 'a ledger that was read back',
};

/** Who exports what, and with which filter, to have something in each. */
const who: Record<string, string> = {
  'GET /api/accounts/export': 'sysadmin',
  'GET /api/audit/export': 'auditadmin',
  'GET /api/rights/export': 'auditadmin',
};

let world: World;
let directiveId: string;
let policyId: string;
const day = '2026-06-17';

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  const { body } = await readFileOf(
    world,
    await officeFile({
      title: '枫屿县分工表',
      unit: '市政协办公室',
      date: '2026年6月1日',
      columns: ['序号', '主要任务', '工作措施', '责任单位', '完成时间', '进展情况'],
      rows: ['建立台账', '=开展走访', '组织培训'].map((measure, index) => [
        String(index + 1),
        '联系群众',
        measure,
        index === 2 ? '提案委员会' : '政协枫屿县委员会',
        '9月底前',
        '',
      ]),
    }),
  );
  directiveId = (await importFile(world, body)).body.directiveId;
  await dispatchAll(world, directiveId);
  ({ policyId } = await linkable(world));
});
afterAll(() => world.close());

const routes = () =>
  allFeatures(world.app).flatMap(({ contract, implementations }) =>
    Object.entries(contract).map(([key, spec]) => ({
      key: key as RouteKey,
      spec,
      ledger: implementations[key as RouteKey]?.ledger,
    })),
  );

function queryFor(key: string): Record<string, string> {
  if (key === 'GET /api/rights/export') return { on: day };
  if (key === 'GET /api/task-tables/export') return { directiveId };
  if (key === 'GET /api/policies/gaps/export') return { policyId, bodyId: world.organisation('政协枫屿县委员会') };
  if (key === 'GET /api/task-tables/county') return { directiveId, bodyId: world.organisation('政协枫屿县委员会') };
  return {};
}

async function exported(key: string, options: { as?: string; language?: 'en' } = {}): Promise<Buffer> {
  const answer = await world
    .as(options.as ?? who[key] ?? 'clerk')
    .call(key as RouteKey, { query: queryFor(key) }, options.language ? { language: options.language } : {});
  expect([key, answer.status]).toEqual([key, 200]);
  return answer.bytes;
}

const read = (bytes: Buffer, username: string) =>
  world
    .as(username)
    .call<LedgerReport & { detail: string }>(
      'POST /api/ledgers/read',
      { upload: { bytes, fileName: '台账.xlsx' } },
      { actionId: null },
    );

async function edited(bytes: Buffer, edit: (rows: CellValue[][]) => void): Promise<Buffer> {
  const { sheets } = await readXlsx(bytes);
  const rows = sheets[0]?.rows ?? [];
  edit(rows);
  return Buffer.from(await writeXlsx({ sheets: [{ name: '改', rows }] }));
}

describe('whatever leaves as a file', () => {
  it('is a ledger that can be read back, or named here as none', () => {
    const downloads = routes().filter(({ spec }) => spec.download);
    const neither = downloads.filter(({ key, ledger }) => !ledger && !(key in noLedgers)).map(({ key }) => key);
    expect(neither).toEqual([]);
    const named = Object.keys(noLedgers).filter((key) => !downloads.some((one) => one.key === key && !one.ledger));
    expect(named).toEqual([]);
  });

  it('is read back unchanged, each of them and in both languages', async () => {
    const ledgers = routes().filter(({ ledger }) => ledger);
    expect(ledgers.length).toBeGreaterThanOrEqual(9);
    for (const { key, ledger } of ledgers) {
      for (const language of [undefined, 'en'] as const) {
        const bytes = await exported(key, language ? { language } : {});
        const { status, body } = await read(bytes, who[key] ?? 'clerk');
        expect([key, status, body.detail]).toEqual([key, 200, undefined]);
        expect([key, body.kind, body.unknown, body.columns.absent, body.columns.unrecognised]).toEqual([
          ...[key, ledger?.kind],
          ...[[], [], []],
        ]);
        // An audit entry is sealed a moment later, and each of these requests makes one more.
        const still =
          key === 'GET /api/audit/export' ? body.changed.filter((row) => row.changes.length > 1) : body.changed;
        expect([key, still]).toEqual([key, []]);
        expect(body.unchanged.length + body.changed.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('the list of tasks read back', () => {
  const key = 'GET /api/tasks/export';

  it('shows what was written into the file, and what was done here since, with the way to the task', async () => {
    const file = await edited(await exported(key), (rows) => {
      const line = rows.find((row) => row[0] === '组织培训') as CellValue[];
      line[3] = new Date('2026-10-31T00:00:00Z');
    });
    const before = (await read(file, 'clerk')).body;
    const taskId = before.changed[0]?.id ?? '';
    expect(before.changed).toMatchObject([
      {
        page: `/t/${taskId}`,
        changes: [{ column: '完成时限', inFile: '2026-10-31', now: '2026-09-30', origin: 'file' }],
      },
    ]);
    const other = before.unchanged[0]?.id ?? '';
    const acknowledged = await world
      .as('fengyu')
      .call('POST /api/tasks/:taskId/acknowledge', { params: { taskId: other }, body: { occurredOn: day } });
    expect(acknowledged.status).toBe(200);
    const after = (await read(file, 'clerk')).body;
    expect(after.changed.flatMap((row) => row.changes.map((change) => [row.id, change.column, change.origin]))).toEqual(
      expect.arrayContaining([
        [taskId, '完成时限', 'file'],
        [other, '状态', 'here'],
      ]),
    );
    expect(after.changed).toHaveLength(2);
  });

  it('tells a county nothing of rows beyond its reach, not even that they exist', async () => {
    const file = await exported(key);
    const { body } = await read(file, 'fengyu');
    const beyond = body.unknown.map((row) => row.why);
    expect(beyond).toEqual(['notKnown']);
    expect(body.unchanged).toHaveLength(2);
    expect(body.changed).toEqual([]);
    const made = await edited(await exported(key, { as: 'fengyu' }), (rows) => {
      const codes = rows.slice(3).map((row) => row.at(-1));
      const forged = String(codes[0]).replace(/[0-9a-f-]{36}(?=\.[\w-]*$)/, v7());
      rows.push([...(rows[3] as CellValue[]).slice(0, -1), forged]);
    });
    expect((await read(made, 'fengyu')).body.unknown.map((row) => row.why)).toEqual(beyond);
  });

  it('of the file of one body is asked under the right and the reach of that export', async () => {
    const file = await exported('GET /api/task-tables/county');
    expect((await read(file, 'fengyu')).status).toBe(200);
    const other = world.city.accounts.find((one) => one.role === 'unitClerk' && one.username !== 'fengyu');
    expect((await read(file, other?.username ?? '')).status).toBe(404);
    expect((await read(file, 'secretary')).status).toBe(403);
    expect((await read(await exported('GET /api/rights/export'), 'clerk')).status).toBe(403);
  });
});
