import { openApp, openLog } from '../boot.ts';
import { type Config, readConfig } from '../config.ts';
import { openGround } from '../ground.ts';
import type { App } from '../platform/context.ts';
import { UsageError } from './usage.ts';

export interface OpenedData {
  app: App;
  config: Config;
  tenantId: string;
  close(): Promise<void>;
}

/**
 * Opens the data that a command works on, sharing the database of a running server.
 * @param tenantName of `--tenant`; needed only where there are several
 * @throws UsageError when the tenant is not named or not known
 */
export async function openData(command: string, tenantName: string | undefined): Promise<OpenedData> {
  const config = readConfig('production', { ...process.env, XIELI_DEMO_DATE: undefined });
  const ground = await openGround(config, { command, mode: null, share: true });
  try {
    const app = openApp(config, ground, openLog(), () => undefined);
    const tenants = await ground.connections.shared
      .selectFrom('tenants')
      .select(['tenant_id', 'name'])
      .orderBy('name')
      .execute();
    const named = tenantName === undefined ? tenants : tenants.filter((tenant) => tenant.name === tenantName);
    const [tenant, another] = named;
    if (!tenant || another) {
      const names = tenants.map((known) => known.name).join('、') || '—';
      throw new UsageError(`请用 --tenant 指明城市 / name the city with --tenant: ${names}`);
    }
    return { app, config, tenantId: tenant.tenant_id, close: () => ground.close() };
  } catch (error) {
    await ground.close();
    throw error;
  }
}

/**
 * Goes through the cities of an installation, one after the other, sharing the database of a running server.
 * @returns what the work said of each, in the order of their names
 */
export async function citiesOf<T>(
  config: Config,
  command: string,
  log: App['log'],
  work: (app: App, city: { tenantId: string; name: string }) => Promise<T>,
): Promise<T[]> {
  const ground = await openGround(config, { command, mode: null, share: true });
  try {
    const app = openApp(config, ground, log, () => undefined);
    const tenants = await ground.connections.shared
      .selectFrom('tenants')
      .select(['tenant_id', 'name'])
      .orderBy('name')
      .execute();
    const said: T[] = [];
    for (const { tenant_id, name } of tenants) said.push(await work(app, { tenantId: tenant_id, name }));
    return said;
  } finally {
    await ground.close();
  }
}
