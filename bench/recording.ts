import type pg from 'pg';
import type { Case } from './cases.ts';
import type { Child } from './children.ts';
import { ask } from './product.ts';
import { freshIds, type Script, type Sent } from './replay.ts';

/** Warm enough that sessions, scopes and prepared statements are known and only the request's own statements are left. */
const warmUps = 3;

/**
 * Records what the product sends for each case, hands it to the raw server, and makes sure that both answer the same before
 * anything is timed.
 * @throws Error naming the case whose answers differ
 */
export async function recordScripts(product: Child, raw: Child, cases: readonly Case[]): Promise<Map<string, Script>> {
  const scripts = new Map<string, Script>();
  await product.ask({ what: 'record' });
  for (const one of cases) {
    // Writes are recorded from the first item on, because the replay begins with the same.
    const recorded = one.writes ? await twice(product, one) : [await warmed(product, one)];
    const [first, second] = recorded;
    if (!first) throw new Error(`${one.name} was not recorded`);
    const addressed = Object.keys(one.items[0] ?? {});
    const main = first.sent.findIndex(({ sql }) => one.main.test(sql));
    if (main < 0) throw new Error(`${one.name} has no statement like ${one.main}`);
    const script: Script = {
      ...{ name: one.name, sent: first.sent, main, items: one.items.slice(1) },
      fresh: second ? freshIds(first.sent, second.sent, addressed) : [],
    };
    await raw.ask({ script });
    const replayed = await ask<unknown[]>(raw.address, { method: 'GET', path: `/first/${one.name}` });
    assertSame(one, first.answer, replayed);
    scripts.set(one.name, script);
  }
  await product.ask({ what: 'measure' });
  return scripts;
}

interface Recorded {
  answer: unknown;
  sent: Sent[];
}

async function record(product: Child, one: Case): Promise<Recorded> {
  const call = one.next();
  const answer = await ask(product.address, { ...call, headers: { ...call.headers, 'x-bench-record': '1' } });
  return { answer, sent: await product.ask<Sent[]>({ what: 'recorded' }) };
}

async function warmed(product: Child, one: Case): Promise<Recorded> {
  for (let index = 0; index < warmUps; index += 1) await ask(product.address, one.next());
  return record(product, one);
}

/** Two recordings with the same number of statements: a look at sessions or scopes that falls into one is left behind. */
async function twice(product: Child, one: Case): Promise<[Recorded, Recorded]> {
  const first = await record(product, one);
  const second = await record(product, one);
  const longer = first.sent.length > second.sent.length ? first : second;
  const shorter = longer === first ? second : first;
  const known = new Set(shorter.sent.map(({ sql }) => sql));
  longer.sent = longer.sent.filter(({ sql }) => known.has(sql));
  if (first.sent.length !== second.sent.length) throw new Error(`${one.name} sends different statements each time`);
  return [first, second];
}

/** The ids of a list, of a timeline, and the groups of a board have to be in both answers, in the same order. */
function assertSame(one: Case, answer: unknown, replayed: unknown[]): void {
  if (one.writes) return;
  const expected = expectedIds(one.name, answer);
  if (expected.length === 0) throw new Error(`${one.name} answered nothing`);
  const found = (replayed as Record<string, string>[][]).some((rows) => {
    const ids = rows.slice(0, expected.length).map((row) => row.id ?? row.body_id);
    return ids.length === expected.length && ids.every((id, index) => id === expected[index]);
  });
  if (!found) throw new Error(`The raw server does not answer the rows of ${one.name}`);
}

function expectedIds(name: string, answer: unknown): string[] {
  const { items, timeline, cells } = answer as Record<'items' | 'timeline' | 'cells', Record<string, string>[]>;
  if (name === 'list') return items.map((item) => item.id ?? '');
  if (name === 'detail') return timeline.map((entry) => entry.id ?? '');
  return cells.map((cell) => cell.bodyId ?? '');
}

/** How many tasks and acts a database holds. */
export async function countRows(owner: pg.Client, tenantId: string): Promise<{ tasks: number; acts: number }> {
  const { rows } = await owner.query<{ tasks: number; acts: number }>(
    `SELECT (SELECT count(*)::int FROM tasks WHERE tenant_id = $1) AS tasks,
       (SELECT count(*)::int FROM task_acts WHERE tenant_id = $1) AS acts`,
    [tenantId],
  );
  return rows[0] ?? { tasks: 0, acts: 0 };
}
