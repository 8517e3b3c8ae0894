import type pg from 'pg';
import type { City } from '../server/src/demo/model.ts';
import { addDays } from '../server/src/platform/clock/days.ts';
import { leadsOf } from './history.ts';
import type { Call } from './measure.ts';
import type { Caller } from './product.ts';

/** One kind of request that is measured. */
export interface Case {
  name: string;
  title: string;
  clients: readonly number[];
  /** Requests of one round, by number of clients. */
  requests: Readonly<Record<number, number>>;
  next(): Call;
  /** Recognises the statement that is all a bare server would need. */
  main: RegExp;
  writes: boolean;
  /** Records that each request addresses anew, and what of them stands in the statements; the first two are recorded. */
  items: Record<string, string>[];
}

export interface People {
  clerk: Caller;
  leader: Caller;
  /** County clerks by their body. */
  counties: ReadonlyMap<string, Caller>;
}

/** The five requests of the issue, over what the filled city holds. */
export async function openCases(owner: pg.Client, city: City, people: People): Promise<Case[]> {
  const tenant = city.tenant.id;
  const one = async (sql: string) => (await owner.query(sql, [tenant])).rows[0] as { id: string };
  const task = await one(`SELECT task_id AS id FROM task_evidence WHERE tenant_id = $1 ORDER BY id LIMIT 1`);
  const directive = await one(`SELECT id FROM directives WHERE tenant_id = $1 ORDER BY id LIMIT 1`);
  const [county] = leadsOf(city).counties;
  if (!county) throw new Error('The city has no county');
  const reading = { writes: false, items: [] };
  return [
    {
      ...{ name: 'list', title: '50 of 20,000 tasks, filtered', clients: [4], requests: { 4: 200 }, ...reading },
      next: () => people.clerk({ method: 'GET', path: '/api/tasks?state=inProgress&limit=50' }),
      main: /limit/,
    },
    {
      ...{ name: 'detail', title: 'one task with its history', clients: [4], requests: { 4: 240 }, ...reading },
      next: () => people.clerk({ method: 'GET', path: `/api/tasks/${task.id}` }),
      main: /"requirements" as "q"/,
    },
    {
      ...{ name: 'create', title: 'creating a task (an instruction)', clients: [1, 16] },
      ...{ requests: { 1: 24, 16: 96 }, writes: true, items: [] },
      next: () => people.leader(instruction(county.id, addDays(city.anchor, 30))),
      main: /^insert into "tasks"/,
    },
    await progressCase(owner, tenant, people),
    {
      ...{ name: 'board', title: 'the leader’s board of a document', clients: [1], requests: { 1: 12 }, ...reading },
      next: () => people.leader({ method: 'GET', path: `/api/board?directiveId=${directive.id}` }),
      main: /group by .*"clause_group"/,
    },
  ];
}

function instruction(leadOrganisationId: string, dueOn: string): Omit<Call, 'headers'> {
  const text = '请把联系群众登记册的使用情况梳理一遍，月底前报一页纸';
  return { method: 'POST', path: '/api/instructions', body: { text, leadOrganisationId, dueOn } };
}

/** Each report goes to another task under way, all with the same number of acts behind them. */
async function progressCase(owner: pg.Client, tenant: string, people: People): Promise<Case> {
  const { rows } = await owner.query<Record<'task' | 'lead' | 'person' | 'due', string>>(
    `SELECT id AS task, lead_organisation_id AS lead, accountable_person_id AS person, due_on AS due FROM tasks
     WHERE tenant_id = $1 AND state = 'inProgress' AND last_seq = 5 AND lead_organisation_id = ANY ($2) ORDER BY id`,
    [tenant, [...people.counties.keys()]],
  );
  let at = 0;
  const [first] = rows;
  if (!first) throw new Error('No task is under way');
  return {
    ...{ name: 'progress', title: 'a progress report', clients: [1, 16], requests: { 1: 40, 16: 128 }, writes: true },
    next() {
      const item = rows[at++];
      const caller = item && people.counties.get(item.lead);
      if (!caller) throw new Error('Every task under way has been reported on');
      const body = { text: '本周走访十二户，登记诉求九件，已办结七件' };
      return caller({ method: 'POST', path: `/api/tasks/${item.task}/progress`, body });
    },
    main: /^update "tasks"/,
    items: rows.map((row) => ({
      ...{ [first.task]: row.task, [first.lead]: row.lead, [first.person]: row.person, [first.due]: row.due },
    })),
  };
}
