import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { dayRange } from '../clock/days.ts';
import type { ActContext } from '../context.ts';
import { type AuditReport, type Finding, sealOnce, startSealing, verifyAudit } from './index.ts';

let world: World;

beforeAll(async () => {
  world = await testWorld();
  // The world sets its clock by hand; the product does it by an act.
  await world.owner.query('DELETE FROM tenant_clocks');
});

afterAll(() => world.close());

const verify = () => verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
const seal = () => sealOnce(world.app, world.tenantId);

/** What is found while a harm done by the owner of the schema stands. The next test would see what was not undone. */
async function findingsWhile(harm: string, undo: string): Promise<Finding[]> {
  await world.owner.query(harm);
  const { findings } = await verify();
  await world.owner.query(undo);
  return findings;
}

function feedback(body: string) {
  return async (context: ActContext) => {
    const row = { id: context.actionId, account_id: context.actor.accountId, page: '/tasks', body };
    await context.db
      .insertInto('feedback')
      .values({ ...row, recorded_at: context.now })
      .execute();
    return { id: row.id };
  };
}

async function recordTask(context: ActContext, action: string): Promise<string> {
  const bodyId = world.city.tenant.bodyId;
  const directive = context.newId();
  const version = context.newId();
  const requirement = context.newId();
  const at = { recorded_at: context.now };
  const horizon = dayRange('2026-01-01', '2026-12-31');
  await context.db
    .insertInto('directives')
    .values({
      ...{ id: directive, kind: 'notice', title: '关于做好联系走访工作的通知', issuer_name: '市委办公室' },
      ...{
        owner_body_id: bodyId,
        issued_on: '2026-03-02',
        horizon: '2026-12-31',
        audience: '{}',
        recorded_by: context.actor.accountId,
      },
      ...at,
    })
    .execute();
  await context.db
    .insertInto('directive_versions')
    .values({
      ...{
        id: version,
        directive_id: directive,
        number: 1,
        text: '每季度走访一次。',
        text_sha256: 'a'.repeat(64),
        format: 'text',
      },
      ...{ reading: '{}', ...at },
    })
    .execute();
  await context.db
    .insertInto('requirements')
    .values({
      ...{ id: requirement, directive_id: directive, version_id: version, position: 1, start_at: 0, end_at: 7 },
      ...{ content: JSON.stringify({ action }), decision: 'accepted', ...at },
    })
    .execute();
  const id = context.newId();
  await context.db
    .insertInto('tasks')
    .values({
      ...{ id, directive_id: directive, requirement_id: requirement, requirement_revision: 1, action, standard: '' },
      ...{
        hardness: 'hard',
        evidence_expected: '',
        lead_organisation_id: bodyId,
        lead_body_id: bodyId,
        state: 'draft',
      },
      ...{ due_on: '2026-09-30', period: horizon, ...at },
    })
    .execute();
  return id;
}

test('an untouched installation verifies clean, however often it is asked', async () => {
  await seal();
  const first = await verify();
  expect(first.findings).toEqual([]);
  expect(first.moreFindings).toBe(0);
  expect(first.records).toBeGreaterThan(3000);
  expect(first.unsealed).toEqual({ count: 0, oldestAt: null, ageSeconds: null });
  const { checkedAt: _, ...again } = await verify();
  expect(first).toMatchObject(again);
});

test("a task's due date changed by hand is named with the task's words and the act that last wrote it", async () => {
  const actionId = v7();
  const id = await world.act('clerk', (context) => recordTask(context, '每季度走访一次界别群众'), {
    actionId,
    action: 'POST /api/tasks',
  });
  await seal();
  const findings = await findingsWhile(
    `UPDATE tasks SET due_on = '2026-12-30' WHERE id = '${id}'`,
    `UPDATE tasks SET due_on = '2026-09-30' WHERE id = '${id}'`,
  );
  expect(findings).toEqual([
    {
      kind: 'changedRecord',
      table: 'tasks',
      id,
      label: '每季度走访一次界别群众',
      act: {
        id: actionId,
        action: 'POST /api/tasks',
        accountName: world.actorOf('clerk').displayName,
        at: expect.any(String),
      },
    },
  ]);
});

test('a record that vanished and one that no act wrote are named', async () => {
  const id = await world.act('clerk', feedback('字太小'), { actionId: v7() }).then((answer) => answer.id);
  const removed = await findingsWhile(
    `DELETE FROM feedback WHERE id = '${id}'`,
    `INSERT INTO feedback SELECT tenant_id, id, account_id, '/tasks', '字太小', business_at FROM audit_entries WHERE id = '${id}'`,
  );
  expect(removed).toMatchObject([{ kind: 'vanishedRecord', table: 'feedback', id, act: { id } }]);

  const put = v7();
  const added = await findingsWhile(
    `INSERT INTO feedback VALUES ('${world.tenantId}', '${put}', null, '/', '无人写过', now())`,
    `DELETE FROM feedback WHERE id = '${put}'`,
  );
  expect(added).toEqual([{ kind: 'unwrittenRecord', table: 'feedback', id: put, label: '无人写过', act: null }]);
});

test('a record without a name is called by the one it belongs to', async () => {
  const [account] = world.city.accounts;
  const ofAccount = `account_id = '${account?.id}'`;
  const findings = await findingsWhile(
    `UPDATE grants SET role = 'securityAdministrator' WHERE ${ofAccount}`,
    `UPDATE grants SET role = '${account?.role}' WHERE ${ofAccount}`,
  );
  expect(findings).toMatchObject([{ kind: 'changedRecord', table: 'grants', label: account?.username }]);
});

test('a changed entry, a removed entry and a removed pair of entry and seal are named', async () => {
  const id = v7();
  await world.act('clerk', feedback('第一条'), { actionId: id, action: 'POST /api/feedback' });
  await world.act('clerk', feedback('第二条'));
  await seal();
  const changed = await findingsWhile(
    `UPDATE audit_entries SET details = '{"x":1}' WHERE id = '${id}'`,
    `UPDATE audit_entries SET details = '{}' WHERE id = '${id}'`,
  );
  expect(changed).toMatchObject([{ kind: 'changedEntry', id, act: { action: 'POST /api/feedback' } }]);

  await world.owner.query(`CREATE TABLE kept AS SELECT * FROM audit_entries WHERE id = '${id}'`);
  const removed = await findingsWhile(
    `DELETE FROM audit_entries WHERE id = '${id}'`,
    'INSERT INTO audit_entries SELECT * FROM kept',
  );
  expect(removed).toMatchObject([
    { kind: 'missingEntry', id, act: { id, action: 'POST /api/feedback' } },
    { kind: 'unwrittenRecord', table: 'feedback', id, label: '第一条' },
  ]);

  await world.owner.query(`CREATE TABLE kept_seal AS SELECT * FROM audit_seals WHERE audit_id = '${id}'`);
  const pair = await findingsWhile(
    `WITH gone AS (DELETE FROM audit_seals WHERE audit_id = '${id}') DELETE FROM audit_entries WHERE id = '${id}'`,
    'WITH back AS (INSERT INTO audit_entries SELECT * FROM kept) INSERT INTO audit_seals SELECT * FROM kept_seal',
  );
  expect(pair.map(({ kind }) => kind)).toEqual(['brokenChain', 'missingEntry', 'unwrittenRecord']);
});

test('an entry put in by hand is named, before and after it was sealed', async () => {
  const id = v7();
  const put = `INSERT INTO audit_entries (tenant_id, id, action, outcome, details, records, request_id, machine_at, business_at, account_name)
    VALUES ('${world.tenantId}', '${id}', 'POST /api/tasks/close', 'done', '{}', '[]', 'x', now(), now(), '冒名')`;
  const before = await findingsWhile(put, `DELETE FROM audit_entries WHERE id = '${id}'`);
  expect(before).toMatchObject([
    { kind: 'foreignEntry', id, act: { accountName: '冒名', action: 'POST /api/tasks/close' } },
  ]);
  await world.owner.query(put);
  await seal();
  expect((await verify()).findings).toMatchObject([{ kind: 'foreignEntry', id }]);
  await world.owner.query(
    `WITH seal AS (DELETE FROM audit_seals WHERE audit_id = '${id}') DELETE FROM audit_entries WHERE id = '${id}'`,
  );
  expect((await verify()).findings).toEqual([]);
});

test('a seal that was written anew after a change breaks the chain at the next one', async () => {
  await world.act('clerk', feedback('前'));
  await world.act('clerk', feedback('后'));
  await seal();
  const { head } = await verify();
  const place = (head?.seq ?? 0) - 1;
  await world.owner.query(`CREATE TABLE old_seal AS SELECT * FROM audit_seals WHERE seq = ${place}`);
  const findings = await findingsWhile(
    `UPDATE audit_seals SET hash = repeat('f', 64) WHERE seq = ${place}`,
    `UPDATE audit_seals SET hash = (SELECT hash FROM old_seal) WHERE seq = ${place}`,
  );
  expect(findings.map(({ kind }) => kind)).toEqual(['changedEntry', 'brokenChain']);
});

test('the tail without a seal is counted and dated, and is no finding', async () => {
  await world.act('clerk', feedback('待封存'));
  await world.act('clerk', feedback('也待封存'));
  const report: AuditReport = await verify();
  expect(report.findings).toEqual([]);
  expect(report.unsealed.count).toBe(2);
  expect(report.unsealed.ageSeconds).toBeGreaterThanOrEqual(0);
  expect(await seal()).toBe(2);
  expect(await seal()).toBe(0);
});

test('with many writers and two sealers every entry is sealed once, in an order that the chain proves', async () => {
  const before = (await verify()).entries;
  let writing = true;
  const sealers = [0, 1].map(async () => {
    while (writing) await seal();
  });
  await Promise.all(Array.from({ length: 60 }, (_, number) => world.act('clerk', feedback(`第 ${number} 条`))));
  writing = false;
  await Promise.all(sealers);
  await seal();
  const report = await verify();
  expect(report.findings).toEqual([]);
  expect(report.entries - before).toBe(60);
  const { rows } = await world.owner.query(
    `SELECT count(*)::int AS count, count(DISTINCT audit_id)::int AS distinct, max(seq)::int AS max FROM audit_seals`,
  );
  expect(rows).toEqual([{ count: report.entries, distinct: report.entries, max: report.entries }]);
});

test('the loop seals by itself, and stopping it seals what is left', async () => {
  const sealing = startSealing(world.app);
  await world.act('clerk', feedback('停机前'));
  await sealing.stop();
  expect((await verify()).unsealed.count).toBe(0);
});

test('an entry far older than the newest seal is found by the pass of a start', async () => {
  const id = v7();
  await world.act('clerk', feedback('旧'), { actionId: id });
  await world.owner.query(`UPDATE audit_entries SET machine_at = machine_at - interval '3 hours' WHERE id = '${id}'`);
  expect(await seal()).toBe(0);
  expect(await sealOnce(world.app, world.tenantId, { everything: true })).toBe(1);
});

test('an entry far older than the newest seal is found by the loop too, without a start', async () => {
  const sealing = startSealing(world.app, { everyMs: 5, everythingEveryMs: 50 });
  onTestFinished(() => sealing.stop());
  const patience = { timeout: 20_000 };
  await world.act('clerk', feedback('开始以后'));
  await expect.poll(async () => (await verify()).unsealed.count, patience).toBe(0);
  const id = v7();
  await world.owner.query(
    `INSERT INTO audit_entries (tenant_id, id, action, outcome, details, records, request_id, machine_at, business_at, account_name)
     VALUES ('${world.tenantId}', '${id}', 'x', 'done', '{}', '[]', 'x', now() - interval '3 hours', now(), 'x')`,
  );
  const seals = async () => (await world.owner.query(`SELECT FROM audit_seals WHERE audit_id = '${id}'`)).rowCount;
  await expect.poll(seals, patience).toBe(1);
  await sealing.stop();
  await world.owner.query(
    `WITH seal AS (DELETE FROM audit_seals WHERE audit_id = '${id}') DELETE FROM audit_entries WHERE id = '${id}'`,
  );
});

test('a clock that was a day ahead and came back holds up no seal, and is no sign of a hand', async () => {
  const id = v7();
  await world.act('clerk', feedback('时钟快了一天时写的'), { actionId: id });
  await world.owner.query(`UPDATE audit_entries SET machine_at = machine_at + interval '1 day' WHERE id = '${id}'`);
  expect(await seal()).toBe(1);
  await world.act('clerk', async ({ db }) => {
    await db.updateTable('feedback').set({ body: '校时后改的' }).where('id', '=', id).execute();
    return null;
  });
  expect((await verify()).findings).toEqual([]);
  expect(await seal()).toBe(1);
  expect((await verify()).findings).toEqual([]);
});

test("the application's role can neither change nor remove an entry or a seal", async () => {
  for (const statement of [
    'UPDATE audit_entries SET details = $1 WHERE tenant_id = $2',
    'UPDATE audit_seals SET hash = $1 WHERE tenant_id = $2',
  ]) {
    await expect(world.app.connections.pool.query(statement, ['{}', world.tenantId])).rejects.toMatchObject({
      code: '42501',
    });
  }
  for (const table of ['audit_entries', 'audit_seals']) {
    await expect(
      world.app.connections.pool.query(`DELETE FROM ${table} WHERE tenant_id = $1`, [world.tenantId]),
    ).rejects.toMatchObject({ code: '42501' });
  }
});
