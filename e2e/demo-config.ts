import pg from 'pg';
import { type Config, readConfig } from '../server/src/config.ts';

/** The day on which every journey begins, unless it says otherwise. */
export const demoDay = '2026-06-17';

/** Where a demo city lies: its directory, and its database where that is not the embedded one. */
export interface DemoPlace {
  dataDir: string;
  databaseUrl: string | null;
}

/** The settings by which the program, or a command beside it, finds a city. */
export function demoEnvironment({ dataDir, databaseUrl }: DemoPlace): Record<string, string> {
  return { XIELI_DATA_DIR: dataDir, ...(databaseUrl ? { XIELI_DATABASE_URL: databaseUrl } : {}) };
}

/** A demo at this place, on a free port of this machine. */
export function demoConfig(place: DemoPlace, day: string = demoDay): Config {
  return readConfig('demo', { ...demoEnvironment(place), XIELI_PORT: '0', XIELI_DEMO_DATE: day });
}

/** Makes a database on the external server of this run, which goes with the run. @returns its connection string */
export async function makeDatabase(serverUrl: string, name: string, template: string): Promise<string> {
  const owner = new pg.Client({ connectionString: serverUrl });
  await owner.connect();
  try {
    await owner.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await owner.end();
  }
  const made = new URL(serverUrl);
  made.pathname = `/${name}`;
  return made.href;
}
