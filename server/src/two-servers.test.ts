import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { boot } from './boot.ts';
import { readConfig } from './config.ts';
import { testDatabase } from './platform/database/testing.ts';

test('a second server on the same database is refused and told of the first, which goes on', async () => {
  const database = await testDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-two-'));
  const settings = (name: string) =>
    readConfig('production', {
      XIELI_DATA_DIR: path.join(folder, name),
      XIELI_DATABASE_URL: database.ownerUrl,
      XIELI_DATABASE_APP_URL: database.appUrl,
      XIELI_PORT: '0',
    });
  const silent = { progress: () => undefined };
  const first = await boot(settings('first'), silent);
  await expect(boot(settings('second'), silent)).rejects.toThrow(`serve ${process.pid}@${os.hostname()}`);
  const answer = await fetch(`${first.address}/readyz`);
  expect([answer.status, ((await answer.json()) as { database: boolean }).database]).toEqual([200, true]);
  await first.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});
