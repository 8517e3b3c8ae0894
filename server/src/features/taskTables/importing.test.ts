import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoTable, importFile, officeFile, readFileOf, tableWorld } from '../../testing/task-tables.ts';
import type { World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await tableWorld();
});
afterAll(() => world.close());

const count = async (table: string) => Number((await world.owner.query(`SELECT count(*) FROM ${table}`)).rows[0].count);

const small = (
  row: Partial<Record<'theme' | 'measure' | 'lead' | 'support' | 'person' | 'due' | 'progress', string>>,
) =>
  officeFile({
    title: '小表',
    unit: '市政协办公室',
    date: '2026年6月1日',
    columns: ['序号', '重点任务', '具体措施', '牵头单位', '配合单位', '责任人', '完成时限', '进展'],
    rows: [
      [
        '1',
        row.theme ?? '学习',
        row.measure ?? `举办读书班${v7().slice(-6)}`,
        row.lead ?? '提案委员会',
        row.support ?? '',
        row.person ?? '',
        row.due ?? '2026-09-30',
        row.progress ?? '',
      ],
    ],
  });

describe('the table of an office', () => {
  it('is previewed row by row and taken in by one act: document, requirements, drafts, progress on behalf', async () => {
    const bytes = await officeFile(demoTable(world));
    const preview = await readFileOf(world, bytes);
    expect(preview.status).toBe(200);
    const table = preview.body;
    expect(table).toMatchObject({
      title: '市政协党的建设重点任务分解表',
      issuer: '云汀市政协办公室',
      dated: true,
      already: null,
    });
    expect(table.rows.flatMap((row) => row.findings.filter((one) => one.severity === 'error'))).toEqual([]);
    const several = table.rows.find((row) => row.leads.length === 2);
    expect(several?.leads.every((lead) => lead.accountable)).toBe(true);

    const before = await count('tasks');
    const actionId = v7();
    const done = await importFile(world, table, [], { actionId });
    expect(done.status).toBe(200);
    const wanted = table.rows.reduce((sum, row) => sum + row.leads.length, 0);
    expect(done.body.taskIds).toHaveLength(wanted);
    expect(await count('tasks')).toBe(before + wanted);
    const { rows: stored } = await world.owner.query(
      `SELECT d.kind, v.confirmed_at, count(DISTINCT r.id)::int AS requirements, count(DISTINCT c.id)::int AS clauses
       FROM directives d JOIN directive_versions v ON v.directive_id = d.id JOIN requirements r ON r.directive_id = d.id
       JOIN clauses c ON c.version_id = v.id WHERE d.id = $1 GROUP BY d.kind, v.confirmed_at`,
      [done.body.directiveId],
    );
    expect(stored).toEqual([
      {
        kind: 'taskTable',
        confirmed_at: expect.anything(),
        requirements: table.rows.length,
        clauses: table.rows.length,
      },
    ]);
    const { rows: acts } = await world.owner.query(
      `SELECT a.on_behalf_source, t.state FROM task_acts a JOIN tasks t ON t.id = a.task_id
       WHERE t.directive_id = $1 AND a.kind = 'progress'`,
      [done.body.directiveId],
    );
    expect(acts.length).toBeGreaterThan(4);
    for (const act of acts)
      expect(act).toEqual({ on_behalf_source: expect.stringContaining('任务分解表'), state: 'draft' });

    const again = await importFile(world, table, [], { actionId });
    expect([again.status, again.repeated]).toEqual([200, true]);
    expect((await importFile(world, table, [], { actionId, title: '另一个标题' })).status).toBe(409);
  });

  it('taken in twice says so and doubles nothing', async () => {
    const bytes = await small({});
    const first = await readFileOf(world, bytes);
    expect((await importFile(world, first.body)).status).toBe(200);
    const before = await count('tasks');
    const second = await readFileOf(world, bytes, { fileName: '改了名字.xlsx' });
    expect(second.body.already?.title).toBe('小表');
    const refused = await importFile(world, second.body);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('没有重复导入')]);
    expect(await count('tasks')).toBe(before);
  });

  it('taken in by two at once is taken in once', async () => {
    const { body } = await readFileOf(world, await small({}));
    const answers = await Promise.all([importFile(world, body), importFile(world, body)]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('is not for who may not import', async () => {
    expect((await readFileOf(world, await small({}), { who: 'fengyu' })).status).toBe(403);
    const { body } = await readFileOf(world, await small({}));
    expect((await importFile(world, body, [], { who: 'verifier' })).status).toBe(403);
  });
});

describe('what is unknown or ambiguous', () => {
  it('is an error with choices, nothing is written, and a choice settles it', async () => {
    const { body } = await readFileOf(world, await small({ lead: '提案委员会、不存在的科室', person: '' }));
    const [row] = body.rows;
    expect(row?.status).toBe('error');
    const unknown = row?.findings.find((one) => one.severity === 'error');
    expect(unknown).toMatchObject({ row: 4, column: 'lead', title: '牵头单位', value: '不存在的科室' });
    const before = await count('directives');
    const refused = await importFile(world, body);
    expect([refused.status, refused.body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ row: 4, value: '不存在的科室' }),
    ]);
    expect(await count('directives')).toBe(before);
    const id = world.organisation('政协枫屿县委员会');
    const done = await importFile(world, body, [
      { row: 4, column: 'lead', value: '不存在的科室', choose: { kind: 'organisation', id } },
    ]);
    expect(done.body.taskIds).toHaveLength(2);
  });

  it('for a 责任人 offers a person, a new one, or the liaison', async () => {
    const file = await small({ person: '查无此人' });
    const { body } = await readFileOf(world, file);
    const open = body.rows[0]?.findings.find((one) => one.column === 'person');
    expect(open?.offers.map((offer) => offer.kind)).toContain('create');
    const choose = (what: object) => [
      {
        row: 4,
        column: 'person' as const,
        value: '查无此人',
        organisationId: open?.organisationId ?? null,
        choose: what as never,
      },
    ];
    expect((await importFile(world, body)).status).toBe(422);
    const taken = world.city.people[0]?.mobile ?? '';
    const clash = await importFile(world, body, choose({ kind: 'create', mobile: taken }));
    expect([clash.status, clash.body.detail]).toEqual([409, expect.stringContaining('查无此人')]);
    const done = await importFile(world, body, choose({ kind: 'create', mobile: '19900000001' }));
    expect(done.status).toBe(200);
    const { rows } = await world.owner.query(
      `SELECT n.name, p.post FROM tasks t JOIN person_names n ON n.person_id = t.accountable_person_id
       JOIN posts p ON p.person_id = n.person_id WHERE t.id = $1`,
      [done.body.taskIds[0]],
    );
    expect(rows).toEqual([{ name: '查无此人', post: '责任人' }]);
  });

  it('is never a person of another organisation made accountable silently', async () => {
    const elsewhere = world.city.posts.find(
      (post) => post.organisationId === world.actorOf('officeparty').roles[0]?.organisationId,
    );
    const person = world.city.people.find((one) => one.id === elsewhere?.personId);
    const { body } = await readFileOf(world, await small({ lead: '政协枫屿县委员会', person: person?.name ?? '' }));
    const open = body.rows[0]?.findings.find((one) => one.column === 'person');
    expect(open).toMatchObject({ severity: 'error', value: person?.name });
    expect(open?.offers[0]).toMatchObject({ kind: 'person', id: person?.id });
  });

  it('can be a row that is left out', async () => {
    const { body } = await readFileOf(world, await small({ lead: '' }));
    const leaveOut = [{ row: 4, column: 'row' as const, value: '', choose: { kind: 'leaveOut' as const } }];
    const refused = await importFile(world, body, leaveOut);
    expect([refused.status, refused.body.detail]).toEqual([422, '表头下没有任务']);
  });

  it('is a date that does not exist, and a text that begins like a formula', async () => {
    const { body } = await readFileOf(world, await small({ due: '2026-02-30', progress: '=1+1' }));
    expect(body.rows[0]?.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: 'error', column: 'due' }),
        expect.objectContaining({ severity: 'warning', column: 'progress', value: '=1+1' }),
      ]),
    );
  });
});

describe('the preview', () => {
  it('no longer holds when the lead was dissolved in between', async () => {
    const { body } = await readFileOf(world, await small({ lead: '人口资源环境委员会' }));
    const lead = body.rows[0]?.leads[0]?.id;
    await world.owner.query(
      "UPDATE organisation_existences SET valid = daterange(lower(valid), '2026-06-10') WHERE organisation_id = $1",
      [lead],
    );
    const answer = await importFile(world, body);
    expect(answer.status).toBe(409);
    expect(answer.body.current).toMatchObject({ rows: [{ status: 'error' }] });
  });

  it('counts words such as 6月底 from the day of the table', async () => {
    const file = await small({ due: '9月底前' });
    expect((await readFileOf(world, file)).body.rows[0]?.dueOn).toBe('2026-09-30');
    expect((await readFileOf(world, file, { issuedOn: '2027-01-10' })).body.rows[0]?.dueOn).toBe('2027-09-30');
  });

  it('is spoken in the reader’s language', async () => {
    const answer = await world
      .as('clerk')
      .call<{ rows: { findings: { message: string }[] }[] }>(
        'POST /api/task-tables/read',
        { upload: { bytes: await small({ lead: '某某科' }), fileName: 'a.xlsx' } },
        { actionId: null, language: 'en' },
      );
    expect(answer.body.rows[0]?.findings[0]?.message).toBe('There is no organisation “某某科”');
  });
});
