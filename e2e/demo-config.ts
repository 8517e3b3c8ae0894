import { type Config, readConfig } from '../server/src/config.ts';

/** The day on which every journey begins, unless it says otherwise. */
export const demoDay = '2026-06-17';

/** A demo over this data directory, on a free port of this machine. */
export function demoConfig(dataDir: string, day: string = demoDay): Config {
  return readConfig('demo', { XIELI_DATA_DIR: dataDir, XIELI_PORT: '0', XIELI_DEMO_DATE: day });
}
