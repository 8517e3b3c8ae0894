import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../config.ts';
import { allFeatures } from '../features.ts';
import { openGround } from '../ground.ts';
import { startEmbedded } from '../platform/database/embedded/index.ts';
import { migrate, ownMigrations, readMigrations } from '../platform/database/migrate.ts';
import { fixturesFolder, keepFixture, smallCity, worldSecrets } from './upgrade-fixture.ts';
import { testWorld } from './world.ts';

/** `npm run fixture`: keeps a small city as the newest schema stores it, for the test of upgrades. */
const day = '2026-06-17';
const newest = readMigrations(ownMigrations).at(-1);
if (!newest) throw new Error('There is no migration');
const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-fixture-'));
const secretFile = path.join(folder, 'secrets.json');
writeFileSync(secretFile, worldSecrets(), { mode: 0o600 });
mkdirSync(fixturesFolder, { recursive: true });
for (const ending of ['tar.zst', 'json'])
  rmSync(path.join(fixturesFolder, `${newest.name}.${ending}`), { force: true });

const { ownerUrl, stop } = await startEmbedded({ dataDir: folder, command: 'fixture', settings: { fsync: 'off' } });
try {
  const { appUrl } = await migrate(ownerUrl, { appRolePassword: 'only-for-tests-of-backups' });
  // Stamped as a first start does.
  const place = { XIELI_DATA_DIR: folder, XIELI_DATABASE_URL: ownerUrl, XIELI_DATABASE_APP_URL: appUrl };
  await (await openGround(readConfig('production', place), { command: 'fixture', mode: 'production' })).close();
  const database = { ownerUrl, appUrl, drop: async () => undefined };
  const world = await testWorld({ features: allFeatures, demoDate: day, city: smallCity(day), database });
  await keepFixture(world, newest.name, secretFile);
  await world.close();
  process.stdout.write(`server/fixtures/upgrades/${newest.name}.tar.zst\n`);
} finally {
  await stop();
  rmSync(folder, { recursive: true });
}
