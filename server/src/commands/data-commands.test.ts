import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOwner, foundCity } from '../../../bench/city.ts';
import { readConfig } from '../config.ts';
import type { City } from '../demo/model.ts';
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts';
import { verifyPassword } from '../platform/identity/passwords.ts';
import { demoTable, officeFile, rowsOfFile } from '../testing/task-tables.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let folder: string;
let database: TestDatabase;
let environment: Record<string, string>;
let city: City;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-data-commands-'));
  database = await testDatabase();
  environment = {
    XIELI_DATA_DIR: path.join(folder, 'data'),
    ...{ XIELI_DATABASE_URL: database.ownerUrl, XIELI_DATABASE_APP_URL: database.appUrl },
  };
  const founded = await foundCity(readConfig('production', environment));
  city = founded.city;
  await founded.ground.close();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Runs a command in a process of its own, as an operator does. */
function xieli(words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'server/src/cli.ts'), ...words], {
    ...{ cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment } },
  });
  return { status, stdout, stderr };
}

const directives = () =>
  asOwner(database.ownerUrl, async (owner) => (await owner.query('SELECT title FROM directives')).rows);

it('migrate brings the schema up to date, and a newer database is refused by it and by the start', async () => {
  expect(xieli(['migrate'])).toMatchObject({ status: 0, stdout: expect.stringContaining('the schema is up to date') });
  await asOwner(database.ownerUrl, async (owner) => {
    await owner.query(
      `INSERT INTO schema_migrations SELECT 9999, 'later', checksum, applied_at FROM schema_migrations LIMIT 1`,
    );
    for (const command of ['migrate', 'serve']) {
      expect(xieli([command])).toMatchObject({ status: 1, stderr: expect.stringMatching(/later.*newer program/) });
    }
    await owner.query(`DELETE FROM schema_migrations WHERE version = 9999`);
  });
});

it('second-factor reset takes codes away that these keys do not open, ends the sessions and tells the audit why', async () => {
  await asOwner(database.ownerUrl, async (owner) => {
    const clerk = `SELECT tenant_id, id FROM accounts WHERE username = 'clerk'`;
    // Sealed with keys that are gone, as after a restore without them.
    await owner.query(
      `INSERT INTO second_factors (tenant_id, account_id, secret_encrypted, begun_at, confirmed_at)
       SELECT tenant_id, id, decode(repeat('ab', 60), 'hex'), now(), now() FROM (${clerk}) AS c`,
    );
    await owner.query(
      `INSERT INTO sessions (tenant_id, id, account_id, token_hash, kind, address, agent, created_at, seen_at, expires_at)
       SELECT tenant_id, gen_random_uuid(), id, 'x', 'browser', '', '', now(), now(), now() + interval '1 hour'
       FROM (${clerk}) AS c`,
    );
    const reset = xieli(['second-factor', 'reset', 'clerk', '--reason', '手机丢失']);
    expect(reset).toMatchObject({ status: 0, stdout: expect.stringContaining('clerk') });
    expect((await owner.query('SELECT FROM second_factors')).rowCount).toBe(0);
    expect((await owner.query('SELECT FROM sessions WHERE revoked_at IS NULL')).rowCount).toBe(0);
    const told = await owner.query(
      `SELECT account_name, details FROM audit_entries WHERE action = 'command.resetSecondFactor'`,
    );
    expect(told.rows).toEqual([
      { account_name: 'operator', details: expect.objectContaining({ username: 'clerk', reason: '手机丢失' }) },
    ]);
  });
});

it('administrator gives the role back where nobody holds it, with a first password, opens the account and tells the audit why', {
  timeout: 120_000,
}, async () => {
  await asOwner(database.ownerUrl, async (owner) => {
    const all = async (query: string) => (await owner.query(query)).rows;
    await owner.query(`UPDATE grants SET superseded_at = now() WHERE role = 'securityAdministrator'`);
    await owner.query(`UPDATE accounts SET closed_at = now(), password_hash = NULL WHERE username = 'secadmin'`);
    await owner.query(
      `INSERT INTO account_closures (tenant_id, id, account_id, closed_at)
       SELECT tenant_id, gen_random_uuid(), id, closed_at FROM accounts WHERE username = 'secadmin'`,
    );
    const give = (...words: string[]) => xieli(['administrator', ...words, '--reason', '无人接任']);
    expect(xieli(['administrator', 'securityAdministrator', 'secadmin'])).toMatchObject({ status: 2 });
    expect(give('securityAdministrator', 'nobody')).toMatchObject({
      ...{ status: 1, stderr: expect.stringContaining('没有这个账号') },
    });
    expect(give('securityAdministrator', 'sysadmin')).toMatchObject({
      ...{ status: 1, stderr: expect.stringContaining('三员分立') },
    });
    const given = give('securityAdministrator', 'SecAdmin');
    expect(given).toMatchObject({ status: 0, stdout: expect.stringContaining('安全管理员') });
    const password = /^ {2}(\S+)$/m.exec(given.stdout)?.[1] ?? '';
    const [account] = await all(
      `SELECT password_hash, must_change_password, closed_at FROM accounts WHERE username = 'secadmin'`,
    );
    expect(account).toMatchObject({ must_change_password: true, closed_at: null });
    expect(await verifyPassword(account?.password_hash, password)).toBe(true);
    expect(await all('SELECT FROM account_closures WHERE reopened_at IS NULL')).toEqual([]);
    const held = `SELECT username FROM grants JOIN accounts account ON account.id = account_id
      WHERE role = 'securityAdministrator' AND superseded_at IS NULL AND upper_inf(valid)`;
    expect(await all(held)).toEqual([{ username: 'secadmin' }]);
    // A second time there is nothing to give but a password.
    expect(give('securityAdministrator', 'secadmin').status).toBe(0);
    expect(await all(held)).toEqual([{ username: 'secadmin' }]);
    const told = await all(
      `SELECT account_name, details FROM audit_entries WHERE action = 'command.giveAdministrator'`,
    );
    const details = { username: 'secadmin', role: 'securityAdministrator', reason: '无人接任' };
    expect(told).toEqual(Array(2).fill({ account_name: 'operator', details: expect.objectContaining(details) }));
    expect(JSON.stringify(await all('SELECT * FROM action_results'))).not.toContain(password);
  });
});

it('import tasks takes a table or nothing of it, and export gives it back', async () => {
  const table = demoTable({ city });
  const good = path.join(folder, 'good.xlsx');
  const bad = path.join(folder, 'bad.xlsx');
  writeFileSync(good, await officeFile(table));
  const stranger = demoTable({ city }, (row) => ({ ...row, 牵头单位: '没有这个单位' }));
  writeFileSync(bad, await officeFile(stranger));
  const take = (...words: string[]) => xieli(['import', 'tasks', ...words]);

  expect(take(good)).toMatchObject({ status: 2, stderr: expect.stringContaining('--as') });
  const refused = take(bad, '--as', 'clerk');
  expect(refused).toMatchObject({ status: 1, stdout: expect.stringContaining('名册中没有“没有这个单位”') });
  const tried = take(good, '--as', 'clerk', '--dry-run', '--json');
  expect(tried.status).toBe(0);
  expect(JSON.parse(tried.stdout)).toMatchObject({ new: table.rows.length, errors: [], directiveId: null });
  expect(await directives()).toEqual([]);

  expect(take(good, '--as', 'clerk').status).toBe(0);
  expect(await directives()).toEqual([{ title: table.title }]);

  const json = xieli(['export', 'tasks', '--format', 'json', '--out', '-']);
  expect(json.status).toBe(0);
  expect(JSON.parse(json.stdout).directive.title).toBe(table.title);
  const out = path.join(folder, 'out.xlsx');
  const written = xieli(['export', 'tasks', '--directive', table.title.slice(0, 6), '--out', out]);
  expect(written).toMatchObject({ status: 0, stdout: `${out}\n` });
  expect((await rowsOfFile(readFileSync(out)))[0]?.[0]).toContain(table.title);
  expect(xieli(['export', 'tasks', '--directive', '没有这份文件'])).toMatchObject({
    ...{ status: 2, stderr: expect.stringContaining(table.title) },
  });
});
