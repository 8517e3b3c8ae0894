import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { ensureFirstRun } from './first-run.ts';
import { testDatabase } from './platform/database/testing.ts';

test('a first run that ended between the city and its administrators is done again, in the city that is there', async () => {
  const database = await testDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-first-run-'));
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const config = readConfig('production', {
    XIELI_DATA_DIR: folder,
    ...{ XIELI_DATABASE_URL: database.ownerUrl, XIELI_DATABASE_APP_URL: database.appUrl },
  });
  const file = path.join(folder, 'first-run.json');
  const run = async (city: string) => {
    const answers = {
      ...{ city, body: `政协${city}委员会` },
      systemAdministrator: { username: 'xitong', displayName: '管理甲' },
      securityAdministrator: { username: 'anquan', displayName: '管理乙' },
      auditAdministrator: { username: 'shenji', displayName: '管理丙' },
    };
    writeFileSync(file, JSON.stringify(answers));
    await ensureFirstRun(config, file, () => undefined);
    const cities = await owner.query<{ tenant_id: string; name: string }>('SELECT tenant_id, name FROM tenants');
    const accounts = await owner.query<{ username: string }>(
      `SELECT username FROM accounts JOIN grants held ON held.account_id = accounts.id ORDER BY username`,
    );
    return { cities: cities.rows, administrators: accounts.rows.map(({ username }) => username) };
  };

  const tenantId = v7();
  await owner.query('INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, now())', [tenantId, '示范']);
  const founded = {
    cities: [{ tenant_id: tenantId, name: '示范市' }],
    administrators: ['anquan', 'shenji', 'xitong'],
  };
  expect(await run('示范市')).toEqual(founded);
  // What is founded is left alone, whatever the file says.
  expect(await run('另一市')).toEqual(founded);

  await owner.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});
