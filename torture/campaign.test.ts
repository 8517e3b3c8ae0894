import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { asOwner } from '../bench/city.ts';
import { type TestDatabase, testDatabase } from '../server/src/platform/database/testing.ts';
import { openFileStore } from '../server/src/platform/files/store.ts';
import { runCampaign } from './campaign.ts';
import { halfWritten, lostOf } from './checks.ts';
import { openJournal } from './journal.ts';

it('loses nothing and leaves no half when the server is killed at its busiest: in an import, an upload and a dispatch', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-kills-'));
  const database: TestDatabase = await testDatabase();
  const environment = {
    ...{ XIELI_DATA_DIR: dataDir, XIELI_DATABASE_URL: database.ownerUrl, XIELI_DATABASE_APP_URL: database.appUrl },
  };
  try {
    const result = await runCampaign({ environment, kills: 3, between: { fewest: 8, most: 16 }, say: () => undefined });
    expect(result.met).toEqual(['import', 'upload', 'dispatch']);
    expect(result.underWay).toHaveLength(3);
    for (const underWay of result.underWay) expect(underWay).toBeGreaterThan(0);
    expect(result.acknowledged).toBeGreaterThanOrEqual(24);
    expect(result.lost).toEqual([]);
    expect(result.halfWritten).toEqual([]);
    expect(result.doneTwice).toEqual([]);
    expect(result.audit.findings).toEqual([]);
    expect(result.audit.entries).toBeGreaterThan(24);

    await asOwner(database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ id: string; tenant_id: string }>(
        `UPDATE tasks SET state = 'closed' WHERE id = (SELECT min(id::text)::uuid FROM tasks) RETURNING id, tenant_id`,
      );
      const [changed] = rows;
      const site = { owner, files: openFileStore(path.join(dataDir, 'files')), tenantId: changed?.tenant_id ?? '' };
      const journal = openJournal();
      const never = journal.begin({ kind: 'progress', username: 'fengyu', path: '/' });
      const upload = { bytes: Buffer.alloc(0), sha256: 'f'.repeat(64) };
      const nowhere = journal.begin({ kind: 'upload', username: 'fengyu', path: '/', upload });
      expect(await lostOf(site, [never, nowhere])).toEqual([
        `progress ${never.actionId}: neither remembered nor in the audit`,
        `upload ${nowhere.actionId}: no file`,
      ]);
      expect(await halfWritten(site)).toContain(`state is not what the acts add up to: ${changed?.id}`);
    });
  } finally {
    await database.drop();
    rmSync(dataDir, { recursive: true });
  }
}, 300_000);
