import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import type { Figure } from '../../platform/figures/figure.ts';
import { did, gapsOf, linkedAndDispatched, policyOf } from '../../testing/policies.ts';
import { closing, done, sentenceEvidence } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { GapComparison } from './shapes.ts';

let world: World;
let at: Awaited<ReturnType<typeof linkedAndDispatched>>;
let city: string;
let fengyu: string;
let taskIds: string[];

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  city = world.organisation('政协云汀市委员会');
  fengyu = world.organisation('政协枫屿县委员会');
  at = await linkedAndDispatched(world, fengyu);
  taskIds = at.taskIds;
});
afterAll(() => world.close());

const sheet = (bodyId = city) => gapsOf(world, at.policyId, bodyId);
const counts = ({ numerator, denominator }: Figure) => [numerator, denominator];
const fill = <T = { version: number; title: string; field?: string }>(
  body: object,
  options: { actionId?: string; username?: string } = {},
) => {
  const { username = 'clerk', ...more } = options;
  const params = { policyId: at.policyId };
  return world.as(username).call<T>('POST /api/policies/:policyId/gaps', { params, body }, more);
};
const blank = { gap: '', measure: '', ownerId: null, dueOn: null };

async function factsOf(figure: Figure) {
  const [, query = ''] = figure.facts.split('?');
  const params = { figureId: figure.id };
  return did<{ items: { counted: boolean; link: string }[] }>(world, 'GET /api/figures/:figureId/facts', {
    ...{ params, query: Object.fromEntries(new URLSearchParams(query)) },
  });
}

describe('the sheet of a body', () => {
  it('says how far each clause is covered, by tasks that are given and by tasks that are proven', async () => {
    expect(taskIds).toHaveLength(1);
    for (const bodyId of [city, fengyu]) {
      const { rows, shallow, deep } = await sheet(bodyId);
      expect(rows.map(({ coverage, defect }) => [coverage, defect])).toEqual([
        ['shallow', 'inherited'],
        ['none', 'own'],
        ['none', 'own'],
      ]);
      expect([counts(shallow), counts(deep)]).toEqual([
        [1, 3],
        [0, 3],
      ]);
    }
    // Another county has nothing of it.
    const other = await sheet(world.organisation('政协雪浦县委员会'));
    expect([other.rows.map(({ coverage }) => coverage), counts(other.shallow)]).toEqual([
      ['none', 'none', 'none'],
      [0, 3],
    ]);
  });

  it('shows what its figures count', async () => {
    const { shallow } = await sheet();
    const { items } = await factsOf(shallow);
    expect(items).toHaveLength(3);
    expect(new Set(items.map(({ link }) => link))).toEqual(new Set([`/policies/${at.policyId}`]));
  });

  it('is deep where every task is verified and closed', async () => {
    const [taskId = ''] = taskIds;
    const said = { text: '已建成', evidence: [sentenceEvidence('台账已启用')] };
    const { version } = await done(world, 'fengyu', taskId, 'submit', said);
    await done(world, 'verifier', taskId, 'close', closing(version));
    const { rows, deep } = await sheet();
    expect([rows[0]?.coverage, rows[0]?.defect, counts(deep)]).toEqual(['deep', null, [1, 3]]);
  });
});

describe('writing beside a clause', () => {
  it('keeps what was said, by whom and in which order, once however often it is sent', async () => {
    const clauseKey = (await sheet()).rows[1]?.clauseKey ?? '';
    const body = { bodyId: city, clauseKey, seenVersion: 0, ...blank, gap: '没有走访记录', ownerId: fengyu };
    const actionId = v7();
    const [first, again] = [await fill(body, { actionId }), await fill(body, { actionId })];
    expect([first.status, first.body.version, again.body]).toEqual([200, 1, first.body]);
    expect((await fill(body)).status).toBe(409);
    expect((await fill({ ...body, seenVersion: 1, measure: '建立走访台账', dueOn: '2026-08-31' })).status).toBe(200);
    expect((await sheet()).rows[1]).toMatchObject({
      ...{ gap: '没有走访记录', measure: '建立走访台账', owner: { name: '政协枫屿县委员会' }, dueOn: '2026-08-31' },
      ...{ version: 2, by: world.actorOf('clerk').displayName, on: '2026-06-17' },
    });
    expect((await sheet(fengyu)).rows[1]?.gap).toBe('');
    const acts = await world.owner.query('SELECT seq FROM gap_entry_acts ORDER BY seq');
    expect(acts.rows).toEqual([{ seq: 1 }, { seq: 2 }]);
  });

  it('keeps the text beside which it was written: no other one is attached, nor is it taken away', async () => {
    for (const directiveId of [at.directiveId, null]) {
      const body = { seenVersion: (await policyOf(world, at.policyId)).version, directiveId };
      const params = { policyId: at.policyId };
      const answer = await world
        .as('clerk')
        .call<{ title: string }>('POST /api/policies/:policyId/attach', { params, body });
      expect([answer.status, answer.body.title]).toEqual([409, 'policies.attachWritten']);
    }
    expect((await sheet()).rows[1]?.gap).toBe('没有走访记录');
  });

  it.each([
    ['a clause that is none', { clauseKey: 'none' }, 'clauseKey'],
    ['an owner that is none', { ownerId: v7() }, 'ownerId'],
  ])('refuses %s', async (_what, change, field) => {
    const clauseKey = (await sheet()).rows[2]?.clauseKey ?? '';
    const { status, body } = await fill({ bodyId: city, clauseKey, seenVersion: 0, ...blank, ...change });
    expect([status, body.field]).toEqual([400, field]);
  });

  it('is about a body of this city, or one that something is linked with or given to', async () => {
    const clauseKey = (await sheet()).rows[2]?.clauseKey ?? '';
    const other = world.organisation('云汀市政协提案委员会');
    const read = (bodyId: string) =>
      world.as('clerk').call<{ title: string }>('GET /api/policies/:policyId/gaps', {
        ...{ params: { policyId: at.policyId }, query: { bodyId } },
      });
    for (const bodyId of [other, v7()]) {
      expect([
        (await read(bodyId)).status,
        (await fill({ bodyId, clauseKey, seenVersion: 0, ...blank })).status,
      ]).toEqual([404, 404]);
      const query = { policyId: at.policyId, bodyId };
      expect((await world.as('clerk').call('GET /api/policies/gaps/export', { query })).status).toBe(404);
    }
    expect((await read(other)).body.title).toBe('policies.bodyNotHere');
    const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM gap_entries WHERE body_id = $1', [other]);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('is the office’s', async () => {
    const clauseKey = (await sheet()).rows[2]?.clauseKey ?? '';
    for (const username of ['verifier', 'leader', 'fengyu', 'sysadmin'])
      expect((await fill({ bodyId: city, clauseKey, seenVersion: 0, ...blank }, { username })).status).toBe(403);
  });
});

describe('a sheet that comes back', () => {
  const query = () => ({ policyId: at.policyId, bodyId: city });
  async function exported(language?: 'en'): Promise<Buffer> {
    const { status, bytes } = await world
      .as('clerk')
      .call('GET /api/policies/gaps/export', { query: query() }, language ? { language } : {});
    expect(status).toBe(200);
    return bytes;
  }
  async function edited(bytes: Buffer, edit: (rows: CellValue[][]) => void): Promise<Buffer> {
    const { sheets } = await readXlsx(bytes);
    const rows = sheets[0]?.rows ?? [];
    edit(rows);
    return Buffer.from(await writeXlsx({ sheets: [{ name: '改', rows }] }));
  }
  const rowOf = (rows: CellValue[][], clause: string) => rows.find((row) => row[1] === clause) as CellValue[];
  const read = (bytes: Buffer, other: object = {}) =>
    world
      .as('clerk')
      .call<GapComparison & { title: string }>(
        'POST /api/policies/gaps/read',
        { query: { ...query(), ...other }, upload: { bytes, fileName: '对标对表.xlsx' } },
        { actionId: null },
      );
  const apply = (token: string, options = {}) =>
    world
      .as('clerk')
      .call<{ entryIds: string[]; title: string; errors?: unknown[] }>(
        'POST /api/policies/gaps/apply',
        { body: { ...query(), token, fileName: '对标对表.xlsx' } },
        options,
      );

  it('is entered as it was compared, and a second time changes nothing', async () => {
    const file = await edited(await exported(), (rows) => {
      const row = rowOf(rows, '三、加强报送');
      [row[5], row[6], row[7], row[8]] = ['没有按季报告', '列入季度会议议题', '政协枫屿县委员会', '2026年9月30日'];
      rowOf(rows, '二、常态走访')[5] = '走访记录不全';
    });
    const { status, body } = await read(file);
    expect([status, body.errors, body.missing, body.unchanged.length]).toEqual([200, [], [], 1]);
    expect(
      body.changed.map(({ clause, changes }) => [clause, changes.map(({ field, after }) => [field, after])]),
    ).toEqual([
      ['二、常态走访', [['gap', '走访记录不全']]],
      [
        '三、加强报送',
        [
          ['gap', '没有按季报告'],
          ['measure', '列入季度会议议题'],
          ['owner', '政协枫屿县委员会'],
          ['dueOn', '2026-09-30'],
        ],
      ],
    ]);
    const actionId = v7();
    const [first, again] = [await apply(body.token, { actionId }), await apply(body.token, { actionId })];
    expect([first.status, first.body.entryIds.length, again.repeated]).toEqual([200, 2, true]);
    const written = (await sheet()).rows;
    expect(written.map(({ gap, measure, dueOn }) => [gap, measure, dueOn])).toEqual([
      ['', '', null],
      ['走访记录不全', '建立走访台账', '2026-08-31'],
      ['没有按季报告', '列入季度会议议题', '2026-09-30'],
    ]);
    // What the preview showed is no more: the token is used up.
    expect((await apply(body.token)).status).toBe(409);
    const second = (await read(file)).body;
    expect([second.changed, second.errors, second.unchanged.length]).toEqual([[], [], 3]);
    expect((await apply(second.token)).body).toEqual({ entryIds: [] });
    expect((await sheet()).rows).toEqual(written);
    const acts = await world.owner.query("SELECT payload FROM gap_entry_acts WHERE payload ? 'fileName'");
    expect(acts.rows).toHaveLength(2);
  });

  it('is entered whole or not at all, with the reason for each row', async () => {
    const before = (await sheet()).rows;
    const file = await edited(await exported(), (rows) => {
      rowOf(rows, '一、健全制度')[5] = '这一行没有错';
      rowOf(rows, '二、常态走访')[7] = '没有的单位';
      rowOf(rows, '三、加强报送')[8] = '年底';
      rows.push(['9', '新加的一条', '', '', '', '差距']);
      rows.push([...rowOf(rows, '一、健全制度')]);
    });
    const { body } = await read(file);
    expect(body.errors.map(({ clause, detail }) => [clause, detail])).toEqual([
      ['二、常态走访', expect.stringContaining('没有的单位')],
      ['三、加强报送', expect.stringContaining('不是日期')],
      ['新加的一条', expect.stringContaining('没有核对码')],
      ['一、健全制度', expect.stringContaining('两次')],
    ]);
    const refused = await apply(body.token);
    expect([refused.status, refused.body.title, refused.body.errors?.length]).toEqual([422, 'policies.hasErrors', 4]);
    expect((await sheet()).rows).toEqual(before);
  });

  it('never overwrites what was written here since, and leaves alone what only changed here', async () => {
    const file = await exported();
    const { rows } = await sheet();
    const first = rows[0];
    const body = { bodyId: city, clauseKey: first?.clauseKey, seenVersion: first?.version, ...blank };
    await fill({ ...body, gap: '此后填写', measure: '此后填写' });
    const changed = await edited(file, (cells) => {
      rowOf(cells, '一、健全制度')[5] = '表中填写';
    });
    const compared = (await read(changed)).body;
    expect(compared.errors).toMatchObject([{ clause: '一、健全制度', detail: expect.stringContaining('此后填写') }]);
    const untouched = (await read(file)).body;
    expect([untouched.changed, untouched.errors]).toEqual([[], []]);
  });

  it('finds an owner however a keyboard writes the name', async () => {
    await world.owner.query(
      `UPDATE organisation_names SET name = '枫屿第3联络组' WHERE organisation_id = $1 AND kind = 'alias'`,
      [fengyu],
    );
    for (const name of ['枫屿第３联络组', '枫屿第3联络组\u3000', ' 枫屿第3联络组']) {
      const file = await edited(await exported(), (rows) => {
        rowOf(rows, '一、健全制度')[7] = name;
      });
      const { body } = await read(file);
      expect([body.errors, body.changed.map(({ changes }) => changes[0]?.field)], name).toEqual([[], ['owner']]);
    }
  });

  it('may be in English', async () => {
    const file = await edited(await exported('en'), (rows) => {
      rowOf(rows, '二、常态走访')[6] = 'Visits are noted';
    });
    const { body } = await read(file);
    expect([body.errors, body.changed.map(({ changes }) => changes)]).toEqual([
      [],
      [[{ field: 'measure', before: '建立走访台账', after: 'Visits are noted' }]],
    ]);
  });

  it('says the words of both ends, and what is wrong with a link', async () => {
    const cells = async (language?: 'en') => {
      const { sheets } = await readXlsx(await exported(language));
      return (sheets[0]?.rows ?? []).find((row) => String(row[1]) === '一、健全制度') as CellValue[];
    };
    const [row] = (await sheet()).rows;
    const [link] = row?.links ?? [];
    expect(await cells()).toEqual(expect.arrayContaining([row?.words, link?.action]));
    expect(String((await cells())[2])).toContain('要建立委员联系界别群众台账');
    const { version, title, documentNumber, issuerName, issuedOn } = await policyOf(world, at.policyId);
    const amend = (seenVersion: number, repealedOn: string | null) =>
      did(world, 'POST /api/policies/:policyId/amend', {
        params: { policyId: at.policyId },
        body: { seenVersion, title, documentNumber, issuerName, issuedOn, repealedOn },
      });
    await amend(version, '2026-06-01');
    expect((await sheet()).rows[0]?.links).toMatchObject([{ action: link?.action, state: 'unwanted' }]);
    expect((await cells())[3]).toBe(`${link?.action}（上级已废止）`);
    expect((await cells('en'))[3]).toBe(`${link?.action} (repealed above)`);
    await amend(version + 1, null);
  });

  it('is refused where it is another sheet, no sheet of ours, or lost its columns', async () => {
    const file = await exported();
    expect((await read(file, { bodyId: fengyu })).body.title).toBe('policies.notThisSheet');
    const plain = Buffer.from(await writeXlsx({ sheets: [{ name: 'a', rows: [['序号', '上级条款']] }] }));
    expect((await read(plain)).body.title).toBe('policies.notThisSheet');
    const cut = await edited(file, (rows) => {
      for (const row of rows) if (row[5] === '差距') row[5] = '问题';
    });
    expect((await read(cut)).body.title).toBe('policies.columnsGone');
    expect((await read(Buffer.from('x'))).status).toBe(422);
    expect((await apply('x')).status).toBe(409);
  });
});
