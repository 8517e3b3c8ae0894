import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TemplateId } from '@xieli/measures';
import { v7 } from 'uuid';
import { openApp } from '../boot.ts';
import { readConfig } from '../config.ts';
import { coverageOf } from '../features/coverage/index.ts';
import { importFile } from '../features/rosters/index.ts';
import { foundCity, openGround } from '../ground.ts';
import { programActor } from '../platform/acts.ts';
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts';
import { openLog } from '../platform/log.ts';
import { type FileRow, templateFile } from './template-files.ts';

export interface RosterWorld {
  database: TestDatabase;
  bring(
    template: TemplateId,
    file: Buffer | readonly FileRow[],
    options?: { dryRun?: boolean },
  ): ReturnType<typeof importFile>;
  coverage(asOf: string): ReturnType<typeof coverageOf>;
  /** A city of its own in the same installation, empty. */
  another(name: string): Promise<RosterWorld>;
  /** How many rows each table of the city has. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const counted = [
  ...['organisations', 'organisation_names', 'organisation_relations', 'people', 'body_memberships', 'posts'],
  ...['contact_links', 'contact_entries', 'activity_records', 'attendances', 'audit_entries'],
];

/** An installation with one empty city, into which files are imported as the commands do it. */
export async function rosterWorld(): Promise<RosterWorld> {
  const database = await testDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-rosters-'));
  const config = readConfig('production', {
    XIELI_DATA_DIR: path.join(folder, 'data'),
    ...{ XIELI_DATABASE_URL: database.ownerUrl, XIELI_DATABASE_APP_URL: database.appUrl },
  });
  const ground = await openGround(config, { command: 'test', mode: 'production' });
  const app = openApp(config, ground, openLog(), () => undefined);
  const operator = programActor('operator');
  const worldOf = async (name: string): Promise<RosterWorld> => {
    const tenantId = v7();
    await foundCity(ground.ownerUrl, { tenantId, name });
    await ground.clock.reload();
    const city = { app, tenantId, actor: operator, language: 'zh-CN' as const };
    return {
      database,
      bring: (template, file, options) =>
        importFile(city, template, Buffer.isBuffer(file) ? file : templateFile(template, file as FileRow[]), {
          dryRun: options?.dryRun ?? false,
        }),
      coverage: (asOf) => coverageOf(city, asOf),
      another: worldOf,
      counts: async () => {
        const db = app.connections.tenant(tenantId);
        const counts: Record<string, number> = {};
        for (const table of counted) {
          const { n } = await db
            .selectFrom(table as 'people')
            .select((of) => of.fn.countAll<string>().as('n'))
            .executeTakeFirstOrThrow();
          counts[table] = Number(n);
        }
        return counts;
      },
      close: async () => {
        await ground.close();
        await database.drop();
        rmSync(folder, { recursive: true });
      },
    };
  };
  return worldOf('澄岚市');
}
