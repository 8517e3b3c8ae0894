import { existsSync } from 'node:fs';
import path from 'node:path';
import { BadSetting, type Config, readConfig } from '../config.ts';
import { openDatabase } from '../ground.ts';
import { appUrlFrom } from '../platform/database/app-role.ts';
import { messages } from '../platform/locale/messages.ts';
import { loadSecrets } from '../secrets.ts';
import { judgeCertificate, meet, needsMeeting } from './certificate.ts';
import {
  type DatabaseState,
  judgeClock,
  judgeGrants,
  judgeSchema,
  lookAtDatabase,
  lookAtGrants,
  lookAtRole,
  unreachable,
} from './database.ts';
import { judgeDisk, judgeRights, lookAtDisk, lookAtRights } from './disk.ts';
import { caution, type Finding, ill, well } from './finding.ts';
import { judgeFonts, listFonts } from './fonts.ts';
import { lookAtSecrets } from './secret-file.ts';

const say = messages('doctor', {
  settingsFine: { zh: '设置可以使用', en: 'The settings can be used' },
  settingsBad: { zh: '{why}', en: '{why}' },
  mendSetting: { zh: '请改正后重试', en: 'Mend it and ask again' },
  noData: { zh: '还没有数据库', en: 'There is no database yet' },
  firstStart: { zh: '首次启动时会自动建立', en: 'The first start makes it' },
  chainFine: {
    zh: '{city}：审计链完整，{entries} 条操作、{records} 条记录均相符',
    en: '{city}: the audit chain is whole; {entries} acts and {records} records agree',
  },
  chainBroken: { zh: '{city}：审计校验发现 {count} 处不符', en: '{city}: the audit check found {count} differences' },
  readAudit: {
    zh: '请运行 xieli audit verify 查看每一处，不要自行改回',
    en: 'Run xieli audit verify to see each one; change nothing back by hand',
  },
});

/** What the check of one city's audit says. */
export interface ChainReport {
  city: string;
  entries: number;
  records: number;
  findings: number;
}

/** Checks every city's chain on a database whose schema is this program's; given by the command, which knows the features. */
export type CheckChains = () => Promise<ChainReport[]>;

/**
 * Looks at everything an installation stands on, and changes nothing. Whatever is wrong is a finding; what cannot be looked at
 * because of it is left out, and said by the finding before it.
 * @param now machine instant
 */
export async function examine(
  environment: NodeJS.ProcessEnv,
  checkChains: CheckChains,
  now: Date = new Date(),
): Promise<Finding[]> {
  const config = settingsOf(environment);
  if (!('dataDir' in config)) return [config];
  const keys = lookAtSecrets(config.secretFile, config.dataDir, config.databaseUrl !== null);
  const findings: (Finding | null)[] = [
    well('settings', say.settingsFine()),
    judgeDisk(config.dataDir, await lookAtDisk(config.dataDir)),
    judgeRights(config.dataDir, await lookAtRights(config.dataDir)),
    keys,
    ...(await databaseFindings(config, keys.verdict === 'well', checkChains, now)),
    judgeCertificate(config.publicUrl, needsMeeting(config.publicUrl) ? await meet(config.publicUrl) : null, now),
    judgeFonts(await listFonts()),
  ];
  return findings.filter((finding) => finding !== null);
}

function settingsOf(environment: NodeJS.ProcessEnv): Config | Finding {
  try {
    return readConfig('production', { ...environment, XIELI_DEMO_DATE: undefined });
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error;
    return ill('settings', say.settingsBad({ why: error.message }), say.mendSetting());
  }
}

async function databaseFindings(
  config: Config,
  hasKeys: boolean,
  checkChains: CheckChains,
  now: Date,
): Promise<Finding[]> {
  if (config.databaseUrl === null && !existsSync(path.join(config.dataDir, 'postgres')))
    return [caution('database', say.noData(), say.firstStart())];
  const database = await answered(openDatabase(config, { command: 'doctor', share: true }));
  if (database instanceof Error) return [unreachable(database)];
  try {
    const state = await answered(lookAtDatabase(database.ownerUrl));
    if (state instanceof Error) return [unreachable(state)];
    return await insideDatabase(config, hasKeys, database.ownerUrl, state, checkChains, now);
  } finally {
    await database.stop();
  }
}

/** What a database answered, or why it did not. */
async function answered<T>(asked: Promise<T>): Promise<T | Error> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error;
  }
}

async function insideDatabase(
  config: Config,
  hasKeys: boolean,
  ownerUrl: string,
  state: DatabaseState,
  checkChains: CheckChains,
  now: Date,
): Promise<Finding[]> {
  const [schema, clock] = [judgeSchema(state), judgeClock(state, now)];
  // Without the keys there is no password to sign in with, and that they are missing is a finding already.
  if (schema.verdict !== 'well' || !hasKeys) return [schema, clock];
  const appUrl = config.databaseAppUrl ?? appUrlFrom(ownerUrl, loadSecrets(config.secretFile).appRolePassword);
  const role = await lookAtRole(appUrl);
  if (role !== null) return [role, clock];
  const odd = await lookAtGrants(ownerUrl, appUrl);
  const rights = judgeGrants(odd) ?? schema;
  // What it may not read cannot be checked.
  if (odd.some(({ missing }) => missing.length > 0)) return [rights, clock];
  return [rights, clock, ...(await checkChains()).map(judgeChain)];
}

/** Whether a city's records are what its acts left behind. */
export function judgeChain({ city, entries, records, findings }: ChainReport): Finding {
  if (findings === 0) return well('chain', say.chainFine({ city, entries, records }));
  return ill('chain', say.chainBroken({ city, count: findings }), say.readAudit());
}
