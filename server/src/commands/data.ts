import { v7 } from 'uuid';
import { openApp } from '../boot.ts';
import { type Config, readConfig } from '../config.ts';
import { foundCity, openGround } from '../ground.ts';
import type { App } from '../platform/context.ts';
import { openLog } from '../platform/log.ts';
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
  return cityOf(await openInstallation(command), tenantName);
}

/**
 * The same for what may be the first that an installation holds: where it has no city yet, `found` makes one.
 * @throws UsageError when the tenant is not named or not known
 */
export async function openDataOrEmpty(
  command: string,
  tenantName: string | undefined,
): Promise<OpenedData & { found?: (name: string) => Promise<void> }> {
  const installation = await openInstallation(command);
  const { app, config, cities, ground, close } = installation;
  if (cities.length > 0 || tenantName !== undefined) return cityOf(installation, tenantName);
  const tenantId = v7();
  const found = async (name: string) => {
    await foundCity(ground.ownerUrl, { tenantId, name });
    await ground.clock.reload();
  };
  return { app, config, tenantId, close, found };
}

async function cityOf(
  { app, config, cities, close }: Awaited<ReturnType<typeof openInstallation>>,
  tenantName: string | undefined,
): Promise<OpenedData> {
  const [city, another] = cities.filter(({ name }) => tenantName === undefined || name === tenantName);
  if (city && !another) return { app, config, tenantId: city.tenantId, close };
  await close();
  const names = cities.map(({ name }) => name).join('、') || '—';
  throw new UsageError(`请用 --tenant 指明城市 / name the city with --tenant: ${names}`);
}

/**
 * Opens an installation with all its cities, by name, sharing the database of a running server.
 * @param options.untouched as `openGround` takes it
 */
export async function openInstallation(command: string, options: { untouched?: boolean } = {}) {
  const config = readConfig('production', { ...process.env, XIELI_DEMO_DATE: undefined });
  const ground = await openGround(config, { ...options, command, mode: null, share: true });
  try {
    const app = openApp(config, ground, openLog(), () => undefined);
    const cities = await ground.connections.shared
      .selectFrom('tenants')
      .select(['tenant_id as tenantId', 'name'])
      .orderBy('name')
      .execute();
    return { app, config, cities, ground, close: () => ground.close() };
  } catch (error) {
    await ground.close();
    throw error;
  }
}
