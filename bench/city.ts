import pg from 'pg';
import { v7 } from 'uuid';
import { openApp } from '../server/src/boot.ts';
import type { Config } from '../server/src/config.ts';
import { recordAccounts } from '../server/src/demo/account-records.ts';
import { demoSeed, generateCity } from '../server/src/demo/city.ts';
import type { City } from '../server/src/demo/model.ts';
import { recordCity } from '../server/src/features/people/index.ts';
import { type Ground, openGround } from '../server/src/ground.ts';
import { programActor, runAct } from '../server/src/platform/acts.ts';
import { addDays, dayOf } from '../server/src/platform/clock/days.ts';
import { connectionSettings } from '../server/src/platform/database/types.ts';
import { openLog } from '../server/src/platform/log.ts';

/** The one password of every account of a founded city. */
export const cityPassword = 'only-for-the-bench-2026';

/** Long enough ago that a year's history can lie behind every grant. */
const foundedDaysAgo = 300;

export interface FoundedCity {
  city: City;
  ground: Ground;
}

/**
 * Makes an installation of production mode that holds the fictional city: its organisations, people and accounts, and
 * nothing that happened yet. The caller closes the ground.
 */
export async function foundCity(config: Config): Promise<FoundedCity> {
  const ground = await openGround(config, { command: 'found', mode: 'production' });
  const city = generateCity({ seed: demoSeed, anchor: dayOf(new Date()) });
  await asOwner(ground.ownerUrl, (owner) =>
    owner.query('INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)', [
      city.tenant.id,
      city.tenant.name,
      new Date().toISOString(),
    ]),
  );
  await ground.clock.reload();
  const app = openApp(config, ground, openLog(), () => undefined);
  const request = {
    tenantId: city.tenant.id,
    actor: programActor('operator'),
    actionId: v7(),
    action: 'installation.found',
    input: {},
    requestId: 'found',
    now: `${addDays(city.anchor, -foundedDaysAgo)}T01:00:00.000Z`,
  };
  await runAct(app, request, async (context) => {
    await recordCity(context, city);
    await recordAccounts(context, city, cityPassword);
    return null;
  });
  return { city, ground };
}

/** Runs work as the owner of the schema, whom no policy binds. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
