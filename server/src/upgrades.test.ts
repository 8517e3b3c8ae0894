import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../../bench/city.ts';
import { restoreBackup } from './backup/restore.ts';
import { openApp } from './boot.ts';
import { operatorOf } from './commands/account.ts';
import { readConfig } from './config.ts';
import { furtherChecks } from './features.ts';
import { openGround } from './ground.ts';
import { readContext } from './platform/acts.ts';
import { verifyAudit } from './platform/audit/index.ts';
import { ownMigrations, readMigrations } from './platform/database/migrate.ts';
import { testDatabase } from './platform/database/testing.ts';
import { openLog } from './platform/log.ts';
import { leftEmpty } from './testing/lived-city.ts';
import { boardFigure, fixturesFolder, keptFixtures, type Recorded, sealedColumns } from './testing/upgrade-fixture.ts';

/** The first schema that an installation may have been made with. */
const firstKept = '0008_instruction_subjects';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-upgrades-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the newest schema comes with a city as it stores one; `npm run fixture` makes it', () => {
  const migrations = readMigrations(ownMigrations).map(({ name }) => name);
  const kept = keptFixtures();
  expect(kept).toContain(migrations.at(-1));
  expect(kept[0]).toBe(firstKept);
  // One of a migration that was renumbered or taken back tells of no installation.
  expect(kept.filter((name) => !migrations.includes(name))).toEqual([]);
});

describe('a city kept by', () => {
  test.each(keptFixtures())(
    '%s comes to the newest schema with its figures, keys, files and a whole audit',
    async (name) => {
      const recorded = JSON.parse(readFileSync(path.join(fixturesFolder, `${name}.json`), 'utf8')) as Recorded;
      const { tenantId } = recorded;
      const database = await testDatabase({ empty: true });
      const config = readConfig('production', {
        XIELI_DATA_DIR: path.join(folder, name),
        XIELI_DATABASE_URL: database.ownerUrl,
        XIELI_DATABASE_APP_URL: database.appUrl,
      });
      const options = { withoutKeys: false, progress: () => undefined };
      const { head, manifest } = await restoreBackup(config, path.join(fixturesFolder, `${name}.tar.zst`), options);
      expect(head.migrations.at(-1)?.name).toBe(name);
      const empty = manifest.tables.filter(({ rows }) => rows === 0).map((table) => table.name);
      // A migration over a table without a row proves nothing.
      if (name === keptFixtures().at(-1)) expect(empty).toEqual(Object.keys(leftEmpty));
      const ground = await openGround(config, { command: 'test', mode: null });
      const app = openApp(config, ground, openLog(), () => undefined);
      const db = ground.connections.tenant(tenantId);

      const audit = await verifyAudit(ground.connections, tenantId, new Date().toISOString(), furtherChecks);
      // The test world sets its clock by hand.
      expect(audit.findings.filter(({ table }) => table !== 'tenant_clocks')).toEqual([]);
      expect(audit.entries).toBe(recorded.auditEntries);

      const actor = await operatorOf({ app, tenantId, config, close: ground.close });
      const context = readContext(app, { tenantId, actor, requestId: 'test' }, db);
      for (const { numerator, denominator, ...asked } of recorded.figures)
        expect(await boardFigure(context, asked)).toMatchObject({ numerator, denominator });

      const person = await db
        .selectFrom('people')
        .select('phone_encrypted')
        .where('id', '=', recorded.phone.personId)
        .executeTakeFirstOrThrow();
      expect(ground.cipher.open(person.phone_encrypted as Buffer, 'people.phone')).toBe(recorded.phone.mobile);
      await asOwner(database.ownerUrl, async (owner) => {
        const sealed = await owner.query(
          `SELECT table_name AS table, column_name AS column FROM information_schema.columns
           WHERE table_schema = 'public' AND data_type = 'bytea'`,
        );
        const known = sealedColumns.map(({ table, column }) => ({ table, column }));
        expect(sealed.rows).toHaveLength(known.length);
        expect(sealed.rows).toEqual(expect.arrayContaining(known));
        for (const { table, column, place } of sealedColumns) {
          const { rows } = await owner.query(`SELECT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`);
          for (const { value } of rows) expect(ground.cipher.open(value, place)).not.toBe('');
          if (name === keptFixtures().at(-1)) expect(rows, `${table}.${column}`).not.toEqual([]);
        }
      });
      const bytes = Buffer.concat(await ground.files.read(tenantId, recorded.file.sha256).toArray());
      expect(bytes.toString()).toBe(recorded.file.content);
      const acts = await db.selectFrom('task_acts').select('id').execute();
      expect(acts.length).toBe(manifest.tables.find((table) => table.name === 'task_acts')?.rows);
      await ground.close();
      await database.drop();
    },
  );
});
