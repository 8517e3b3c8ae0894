import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures, catalogue } from '../../features.ts';
import type { figuresContract } from '../../platform/figures/contract.ts';
import type { Figure } from '../../platform/figures/figure.ts';
import type { Output } from '../../platform/http/contract.ts';
import { linkedAndDispatched } from '../../testing/policies.ts';
import {
  ask,
  closing,
  confirmedDocument,
  detailOf,
  dispatched,
  done,
  dueOn,
  planOf,
  sentenceEvidence,
} from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { boardContract } from './contract.ts';

type Board = Output<(typeof boardContract)['GET /api/board']>;
type Headline = Board['headline'];
type Facts = Output<(typeof figuresContract)['GET /api/figures/:figureId/facts']>;

const today = '2026-07-10';
const readers = ['clerk', 'leader', 'verifier', 'inspector', 'secretary', 'fengyu', 'xuepu', 'proposals'];

let world: World;
let fengyu: string;
let xuepu: string;
let directiveId: string;
/** Late and in progress, the only task of its requirement. */
let late: string;
let plannedId: string;
let paperId: string;

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  fengyu = world.organisation('政协枫屿县委员会');
  xuepu = world.organisation('政协雪浦县委员会');
  const proposals = world.organisation('云汀市政协提案委员会');
  const document = await dispatched(world, [
    ask([fengyu], { action: '建立联系群众台账', deadline: dueOn('2026-07-01'), hardness: 'hard' }),
    ask([fengyu, xuepu], { action: '开展民主评议', deadline: dueOn('2026-07-05') }),
    ask([proposals], { action: '举办读书分享', deadline: dueOn('2026-07-15') }),
    ask([xuepu], { action: '报送年度总结' }),
    ask([xuepu], { action: '制定走访办法', deadline: dueOn('2026-07-03') }),
  ]);
  directiveId = document.directiveId;
  const [first, second, , reading, , rules] = document.taskIds as string[] as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  late = first;
  await done(world, 'fengyu', first, 'progress', { text: '已建三户', evidence: [sentenceEvidence('台账')] });
  await done(world, 'fengyu', second, 'submit', { text: '完成', evidence: [sentenceEvidence('评议表')] });
  await done(world, 'clerk', second, 'escalate', { reason: '两次催办无进展' });
  await done(world, 'proposals', reading, 'ask-extension', { wantedOn: '2026-08-31', reason: '场地维修' });
  const submitted = await done(world, 'xuepu', rules, 'submit', {
    text: '已印发',
    evidence: [sentenceEvidence('办法')],
  });
  await done(world, 'verifier', rules, 'close', closing(submitted.version));
  plannedId = (await confirmedDocument(world, [ask([fengyu], { action: '建立联系群众台账' })])).directiveId;
  await world.moveTo(today);
  const asked = { body: { kind: 'progressCircular', directiveId, bodyId: null } };
  ({ paperId } = (await world.as('clerk').call<{ paperId: string }>('POST /api/papers', asked)).body);
});
afterAll(() => world.close());

async function boardOf(username: string, query: Record<string, string> = { directiveId }): Promise<Board> {
  const answer = await world.as(username).call<Board>('GET /api/board', { query });
  if (answer.status !== 200) throw new Error(`${username}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Every figure anywhere in an answer. */
function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('facts' in value && 'denominator' in value) return [value as Figure];
  return Object.values(value).flatMap(figuresIn);
}

async function factsOf(username: string, figure: Figure, where = world) {
  const token = new URL(figure.facts, 'http://x').searchParams.get('token') ?? '';
  const items: Facts['items'] = [];
  let cursor: string | undefined;
  do {
    const query = { token, ...(cursor ? { cursor } : {}) };
    const answer = await where
      .as(username)
      .call<Facts>('GET /api/figures/:figureId/facts', { params: { figureId: figure.id }, query });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    items.push(...answer.body.items);
    cursor = answer.body.next ?? undefined;
  } while (cursor);
  return items;
}

/** What a reader sees of figures, on every page and paper that shows any. */
async function everyAnswer(username: string): Promise<unknown[]> {
  const call = world.as(username).call;
  const answers = [
    await call('GET /api/board', {}),
    await call('GET /api/board', { query: { directiveId } }),
    await call('GET /api/board/directives', {}),
    await call('GET /api/board/directives/:directiveId/clauses/:clauseKey', {
      params: { directiveId, clauseKey: '2' },
    }),
    await call('GET /api/directives', {}),
    await call('POST /api/directives/:directiveId/plan', { params: { directiveId: plannedId }, body: {} }),
    await call('GET /api/papers/:paperId', { params: { paperId } }),
  ];
  return answers.filter((answer) => answer.status === 200).map((answer) => answer.body);
}

/** The same of upstream documents, in a city where one clause above is carried out. */
async function worldAbove() {
  const above = await testWorld({ features: allFeatures });
  const county = above.organisation('政协枫屿县委员会');
  const { policyId, taskIds } = await linkedAndDispatched(above, county);
  const [taskId = ''] = taskIds;
  const { version } = await done(above, 'fengyu', taskId, 'submit', {
    text: '已建成',
    evidence: [sentenceEvidence('台账已启用')],
  });
  await done(above, 'verifier', taskId, 'close', closing(version));
  const answersOf = async (username: string) => {
    const { call } = above.as(username);
    const params = { policyId };
    const answers = [
      await call('GET /api/policies', {}),
      await call('GET /api/policies/:policyId', { params }),
      await call('GET /api/policies/:policyId/gaps', { params, query: { bodyId: county } }),
    ];
    return answers.filter((answer) => answer.status === 200).map((answer) => answer.body);
  };
  return { above, answersOf };
}

describe('every figure', () => {
  it('has the value of the facts that its viewer opens, whoever looks', async () => {
    const seen = new Map<string, number>();
    const { above, answersOf } = await worldAbove();
    for (const username of readers) {
      const here = figuresIn(await everyAnswer(username)).map((figure) => ({ figure, where: world }));
      const there = figuresIn(await answersOf(username)).map((figure) => ({ figure, where: above }));
      for (const { figure, where } of [...here, ...there]) {
        seen.set(figure.id, Math.max(seen.get(figure.id) ?? 0, figure.numerator ?? 0));
        const facts = await factsOf(username, figure, where);
        const told = `${figure.id} of ${username}`;
        expect(facts.filter((fact) => fact.counted).length, told).toBe(figure.numerator);
        if (figure.unit === 'ratio') expect(facts.length, told).toBe(figure.denominator);
        else expect(figure.value, told).toBe(figure.numerator);
        expect(
          facts.every((fact) => fact.link !== '' && fact.title !== ''),
          told,
        ).toBe(true);
      }
    }
    await above.close();
    const known = (catalogue.definitions as readonly { id: string }[]).map((definition) => definition.id);
    expect([...seen.keys()].sort()).toEqual(known.toSorted());
    // A figure that is nowhere above zero in this world would pass by counting nothing.
    const empty = [...seen].filter(([, most]) => most === 0).map(([id]) => id);
    expect(empty.sort()).toEqual([]);
  });

  it('says the city to whoever sees the city, and own to the others', async () => {
    const scopes = async (username: string) =>
      new Set(figuresIn(await boardOf(username, {})).map((figure) => figure.scope));
    expect(await scopes('clerk')).toEqual(new Set(['city']));
    expect(await scopes('fengyu')).toEqual(new Set(['own']));
    const { headline, bodies } = await boardOf('fengyu');
    expect([headline.dispatched.value, headline.late.value]).toEqual([2, 2]);
    expect(bodies.map((body) => body.id)).toEqual([fengyu]);
  });

  it('adds up: bodies, clauses and days each make the whole', async () => {
    const board = await boardOf('clerk');
    const sum = (parts: { closed?: Figure; tasks?: Figure }[]) =>
      parts.reduce((total, part) => total + (part.closed?.denominator ?? part.tasks?.value ?? 0), 0);
    const all = board.headline.dispatched.value;
    expect([sum(board.bodies), sum(board.clauses), sum(board.cells)]).toEqual([all, all, all]);
    expect(sum(board.deadlines)).toBe((all ?? 0) - 1);
  });
});

/** Which figures of the leader's board follow a fact of the late task or its requirement. */
const changes: { fact: string; sql: string; moves: (keyof Headline)[] }[] = [
  {
    fact: 'it is closed, done by its day',
    sql: `UPDATE tasks SET state = 'closed', finished_on = '2026-07-01' WHERE id = $1`,
    moves: ['requirementsProven', 'closed', 'onTime', 'late'],
  },
  {
    fact: 'it is closed, done after its day',
    sql: `UPDATE tasks SET state = 'closed', finished_on = '2026-07-02' WHERE id = $1`,
    moves: ['requirementsProven', 'closed', 'late'],
  },
  {
    fact: 'it falls due soon',
    sql: `UPDATE tasks SET due_on = '2026-07-20' WHERE id = $1`,
    moves: ['onTime', 'late', 'dueSoon'],
  },
  {
    fact: 'it falls due today',
    sql: `UPDATE tasks SET due_on = '2026-07-10' WHERE id = $1`,
    moves: ['onTime', 'late', 'dueSoon'],
  },
  {
    fact: 'it falls due much later',
    sql: `UPDATE tasks SET due_on = '2026-07-21' WHERE id = $1`,
    moves: ['onTime', 'late'],
  },
  { fact: 'it has no day', sql: 'UPDATE tasks SET due_on = NULL WHERE id = $1', moves: ['onTime', 'late'] },
  {
    fact: 'it is not acknowledged',
    sql: `UPDATE tasks SET state = 'dispatched' WHERE id = $1`,
    moves: ['unacknowledged'],
  },
  { fact: 'it is submitted', sql: `UPDATE tasks SET state = 'submitted' WHERE id = $1`, moves: ['toVerify'] },
  { fact: 'it is returned', sql: `UPDATE tasks SET state = 'returned' WHERE id = $1`, moves: [] },
  { fact: 'it is escalated', sql: 'UPDATE tasks SET escalated = true WHERE id = $1', moves: ['escalated', 'needsMe'] },
  {
    fact: 'it names the leader',
    sql: `UPDATE tasks SET leader_person_id = (SELECT person_id FROM accounts WHERE username = 'leader') WHERE id = $1`,
    moves: ['needsMe'],
  },
  {
    fact: 'it is withdrawn',
    sql: `UPDATE tasks SET state = 'withdrawn' WHERE id = $1`,
    moves: ['requirementsAssigned', 'dispatched', 'closed', 'onTime', 'late'],
  },
  { fact: 'its words change', sql: `UPDATE tasks SET action = '另一件事', remark = '备注' WHERE id = $1`, moves: [] },
  {
    fact: 'its requirement was dropped by the version in force',
    sql: `UPDATE requirement_revisions SET dropped = true WHERE requirement_id = (SELECT requirement_id FROM tasks WHERE id = $1)`,
    moves: ['requirementsAssigned', 'requirementsProven'],
  },
  {
    fact: 'its requirement is gone from a version under review',
    sql: `UPDATE requirements SET decision = 'gone' WHERE id = (SELECT requirement_id FROM tasks WHERE id = $1)`,
    moves: [],
  },
];

const numbersOf = ({ headline }: Board) =>
  Object.fromEntries(
    Object.entries(headline).map(([name, figure]) => [name, `${figure.numerator} / ${figure.denominator}`]),
  );

/** Changes rows by hand, looks, and puts them back as they were. */
async function changed<T>(sql: string, look: () => Promise<T>): Promise<T> {
  const task = await row('tasks', 'id = $1');
  const requirement = await row('requirements', 'id = (SELECT requirement_id FROM tasks WHERE id = $1)');
  const { rowCount } = await world.owner.query(sql, [late]);
  expect(rowCount).toBe(1);
  try {
    return await look();
  } finally {
    await world.owner.query(
      `UPDATE tasks SET state = $2, finished_on = $3, due_on = $4, escalated = $5, leader_person_id = $6, action = $7,
        remark = $8, lead_organisation_id = $9, lead_body_id = $10, extension_asked = $11 WHERE id = $1`,
      [
        late,
        task.state,
        task.finished_on,
        task.due_on,
        task.escalated,
        task.leader_person_id,
        task.action,
        task.remark,
        task.lead_organisation_id,
        task.lead_body_id,
        task.extension_asked,
      ],
    );
    await world.owner.query('UPDATE requirements SET decision = $2 WHERE id = $1', [
      requirement.id,
      requirement.decision,
    ]);
    await world.owner.query('UPDATE requirement_revisions SET dropped = false WHERE requirement_id = $1', [
      requirement.id,
    ]);
  }
}

async function row(table: string, where: string): Promise<Record<string, unknown>> {
  const { rows } = await world.owner.query(`SELECT to_jsonb(${table}) AS row FROM ${table} WHERE ${where}`, [late]);
  return rows[0].row;
}

describe('one fact changed by hand', () => {
  it.each(changes)('moves exactly the figures that rest on it: $fact', async ({ sql, moves }) => {
    const before = numbersOf(await boardOf('leader'));
    const after = await changed(sql, async () => numbersOf(await boardOf('leader')));
    const moved = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(moved.sort()).toEqual([...moves].sort());
    expect(numbersOf(await boardOf('leader'))).toEqual(before);
  });

  it('is tried for every figure of the board', async () => {
    const tried = new Set(changes.flatMap(({ moves }) => moves));
    expect([...tried].sort()).toEqual(Object.keys((await boardOf('leader')).headline).sort());
  });

  it('moves the figures of the county that loses a task and of the one that gets it', async () => {
    const sql = `UPDATE tasks SET lead_organisation_id = '${xuepu}', lead_body_id = '${xuepu}' WHERE id = $1`;
    const look = async () => {
      const [city, loses, gets] = [await boardOf('leader'), await boardOf('fengyu'), await boardOf('xuepu')];
      return [city, loses, gets].map(({ headline }) => [headline.dispatched.value, headline.late.value]);
    };
    expect(await look()).toEqual([
      [6, 3],
      [2, 2],
      [3, 1],
    ]);
    expect(await changed(sql, look)).toEqual([
      [6, 3],
      [1, 1],
      [4, 2],
    ]);
  });

  it('moves one cell, one clause, one body and one day', async () => {
    const before = await boardOf('leader');
    const after = await changed(changes[0]?.sql ?? '', () => boardOf('leader'));
    const moved = (part: (board: Board) => unknown[]) =>
      part(before).filter((one, index) => JSON.stringify(one) !== JSON.stringify(part(after)[index])).length;
    expect([
      moved((board) => board.cells),
      moved((board) => board.clauses),
      moved((board) => board.bodies),
      moved((board) => board.deadlines),
    ]).toEqual([1, 1, 1, 1]);
  });
});

describe('what needs me', () => {
  const whys = async (username: string) => (await boardOf(username)).needsMe.map((task) => task.why);

  it('follows from what the viewer may do', async () => {
    expect(await whys('leader')).toEqual(['escalated']);
    expect(await whys('verifier')).toEqual(['toVerify']);
    expect(await whys('clerk')).toEqual(['extensionPending']);
    expect(await whys('fengyu')).toEqual([]);
  });

  it('ends when the extension is decided', async () => {
    const [asking] = (await boardOf('clerk')).needsMe;
    const { version } = await detailOf(world, asking?.taskId ?? '');
    await done(world, 'clerk', asking?.taskId ?? '', 'refuse-extension', {
      seenVersion: version,
      reason: '可先报题目',
    });
    expect(await whys('clerk')).toEqual([]);
    expect((await boardOf('clerk')).headline.needsMe.value).toBe(0);
  });
});

describe('the board of a document', () => {
  it('is shut to a county that has nothing to do with it, as if it were not there', async () => {
    const call = world.as('zhuyin').call;
    for (const id of [directiveId, '01900000-0000-7000-8000-000000000000']) {
      expect((await call('GET /api/board', { query: { directiveId: id } })).status).toBe(404);
      const params = { directiveId: id, clauseKey: '1' };
      const clause = await call('GET /api/board/directives/:directiveId/clauses/:clauseKey', { params });
      expect(clause.status).toBe(404);
    }
    expect((await call<{ items: unknown[] }>('GET /api/board/directives', {})).body.items).toEqual([]);
  });

  it('is not for the administrators, and not for who is not signed in', async () => {
    for (const username of ['sysadmin', 'secadmin', 'auditadmin']) {
      expect((await world.as(username).call('GET /api/board', {})).status).toBe(403);
    }
    expect((await world.as(null).call('GET /api/board', {})).status).toBe(401);
  });

  it('lists the late ones, the longest first, with whom they are', async () => {
    const { lateTasks } = await boardOf('leader');
    expect(lateTasks.map((task) => [task.organisation, task.dueOn])).toEqual([
      ['政协枫屿县委员会', '2026-07-01'],
      ['政协枫屿县委员会', '2026-07-05'],
      ['政协雪浦县委员会', '2026-07-05'],
    ]);
    expect(lateTasks.every((task) => task.accountable !== '')).toBe(true);
  });

  it('refuses a facts address that was tampered with', async () => {
    const { headline } = await boardOf('leader');
    const params = { figureId: headline.late.id };
    const call = world.as('leader').call;
    const forged = Buffer.from(JSON.stringify({ figure: 'tasks.late', args: { groupDepth: 'x' }, keys: {} })).toString(
      'base64url',
    );
    for (const token of ['', 'not a token', forged]) {
      expect((await call('GET /api/figures/:figureId/facts', { params, query: { token } })).status).toBe(400);
    }
  });
});

describe('the load of a body', () => {
  it('is shown before more is asked of it', async () => {
    const plan = await planOf(world, plannedId);
    expect(plan.bodies[0]?.openAsks.value).toBe(2);
  });
});
