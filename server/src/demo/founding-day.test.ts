import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boot, type Running } from '../boot.ts';
import { readConfig } from '../config.ts';
import { remindJob } from '../features/reminders/index.ts';
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts';

let folder: string;
let database: TestDatabase;
let running: Running;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-founding-'));
  database = await testDatabase();
  const config = readConfig('demo', {
    XIELI_DATA_DIR: folder,
    XIELI_DATABASE_URL: database.ownerUrl,
    XIELI_DATABASE_APP_URL: database.appUrl,
    XIELI_DEMO_DATE: '2026-06-17',
    XIELI_PORT: '0',
  });
  running = await boot(config, { progress: () => undefined, jobs: [remindJob] });
}, 120_000);
afterAll(async () => {
  await running?.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('a new city has been reminded of what is overdue when it opens, not first when the hour has come', async () => {
  const { tenant_id } = await running.app.connections.shared
    .selectFrom('tenants')
    .select('tenant_id')
    .executeTakeFirstOrThrow();
  const db = running.app.connections.tenant(tenant_id);
  const { notices } = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<string>().as('notices'))
    .executeTakeFirstOrThrow();
  expect(Number(notices)).toBeGreaterThan(20);
});
