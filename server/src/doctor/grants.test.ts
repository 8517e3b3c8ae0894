import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { checkChains } from '../commands/chains.ts';
import { speak } from '../platform/locale/messages.ts';
import { worldSecrets } from '../testing/upgrade-fixture.ts';
import { testWorld, type World } from '../testing/world.ts';
import { examine } from './examine.ts';

let world: World;
let folder: string;
let role: string;
beforeAll(async () => {
  world = await testWorld();
  // The world sets its clock by hand; the product does it by an act.
  await world.owner.query('DELETE FROM tenant_clocks');
  const appUrl = (world.app.connections.pool.options as { connectionString?: string }).connectionString ?? '';
  role = new URL(appUrl).username;
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-doctor-'));
  writeFileSync(path.join(folder, 'secrets.json'), worldSecrets(), { mode: 0o600 });
  vi.stubEnv('XIELI_DATA_DIR', folder);
  vi.stubEnv('XIELI_DATABASE_URL', world.ownerUrl);
  vi.stubEnv('XIELI_DATABASE_APP_URL', appUrl);
});
afterEach(async () => {
  await world.owner.query(`REVOKE DELETE, TRUNCATE ON audit_entries FROM ${role}`);
  await world.owner.query('REVOKE UPDATE (details) ON audit_entries FROM PUBLIC');
  await world.owner.query(`GRANT SELECT, INSERT ON audit_seals TO ${role}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await world.close();
});

/** What the doctor says of the database and the chains, as a person reads it. */
async function said(): Promise<string[][]> {
  const findings = await examine(process.env, () => checkChains('doctor'));
  return findings
    .filter(({ subject }) => subject === 'database' || subject === 'chain')
    .map(({ verdict, says }) => [verdict, speak(says, 'zh-CN')]);
}

it('a right that somebody planted is told, the chains are checked all the same, and nothing is changed by looking', async () => {
  expect((await said()).map(([verdict]) => verdict)).toEqual(['well', 'well']);
  await world.owner.query(`GRANT DELETE, TRUNCATE ON audit_entries TO ${role}`);
  for (let time = 0; time < 2; time += 1) {
    const [database, chain] = await said();
    expect(database).toEqual(['ill', expect.stringContaining('audit_entries +DELETE +TRUNCATE（')]);
    expect(chain?.[0]).toBe('well');
  }
  const { rows } = await world.owner.query('SELECT has_table_privilege($1, $2, $3) AS held', [
    ...[role, 'audit_entries', 'DELETE'],
  ]);
  expect(rows).toEqual([{ held: true }]);
});

it('one given to everybody, on one column, is told like one of its own', async () => {
  await world.owner.query('GRANT UPDATE (details) ON audit_entries TO PUBLIC');
  expect((await said())[0]).toEqual(['ill', expect.stringContaining('audit_entries +UPDATE')]);
});

it('one that is missing is told, instead of failing at what cannot be read', async () => {
  await world.owner.query(`REVOKE SELECT ON audit_seals FROM ${role}`);
  expect(await said()).toEqual([['ill', expect.stringContaining('audit_seals −SELECT')]]);
});
