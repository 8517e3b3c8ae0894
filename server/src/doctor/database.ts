import pg from 'pg';
import { AppRoleUnusable, findOddRights, type OddRights, verifyAppRole } from '../platform/database/app-role.ts';
import { MigrationRefused, ownMigrations, pendingMigrations, readMigrations } from '../platform/database/migrate.ts';
import { connectionSettings } from '../platform/database/types.ts';
import { RestoreUnfinished, readUnfinished } from '../platform/database/unfinished.ts';
import { messages } from '../platform/locale/messages.ts';
import { caution, type Finding, ill, well } from './finding.ts';

const say = messages('doctor.database', {
  fine: { zh: 'PostgreSQL {version}，结构已是最新', en: 'PostgreSQL {version}, schema up to date' },
  pending: {
    zh: 'PostgreSQL {version}，还有 {count} 项结构升级未执行',
    en: 'PostgreSQL {version}, {count} migrations to come',
  },
  willBeDone: { zh: '下次启动会自动升级；请先备份', en: 'The next start applies them; make a backup first' },
  refused: { zh: '本程序不能使用这个数据库：{why}', en: 'This program cannot use the database: {why}' },
  otherProgram: {
    zh: '请换用与数据相同或更新版本的程序，或恢复升级前的备份',
    en: 'Use a program as new as the data or newer, or restore the backup from before',
  },
  unfinished: { zh: '数据不完整：{why}', en: 'The data are not whole: {why}' },
  restoreAgain: {
    zh: '请用同一份备份重新执行 xieli restore，完成后再启动',
    en: 'Run xieli restore again with the same backup, and start afterwards',
  },
  role: { zh: '应用账号不能使用：{why}', en: 'The role of the application cannot be used: {why}' },
  mendRole: {
    zh: '请按提示修正数据库账号，或设置 XIELI_DATABASE_APP_URL',
    en: 'Mend the role as it says, or set XIELI_DATABASE_APP_URL',
  },
  rightsApart: {
    zh: '应用账号在数据库中的权限被改动过：{tables}（+ 为多出，− 为缺少）。有了多余的权限，审计记录可能被改写或删除而不留痕迹',
    en: 'The rights of the application in the database are not as this program left them: {tables} (+ too many, − missing). With a right too many, the audit could be rewritten or removed without a trace',
  },
  mendRights: {
    zh: '请先查明是谁、为什么改的；本次检查没有改动任何权限。查清后重新启动服务，会恢复应有的权限；仍有多余的，请数据库管理员收回',
    en: 'Find out who changed them and why; this look has changed nothing. Then restart the service, which puts them right; what is still too many has to be revoked by the administrator of the database',
  },
  unreachable: { zh: '连不上数据库：{why}', en: 'The database cannot be reached: {why}' },
  checkServer: {
    zh: '请检查数据库是否在运行、XIELI_DATABASE_URL 是否正确、网络是否通',
    en: 'Check whether the database runs, XIELI_DATABASE_URL is right, and the network lets it through',
  },
  clockFine: { zh: '时钟正常', en: 'The clock is right' },
  clockApart: {
    zh: '本机与数据库服务器的时钟相差 {seconds} 秒',
    en: 'This machine and the database server are {seconds} seconds apart',
  },
  setClocks: { zh: '请在两台机器上启用网络校时', en: 'Turn on time synchronisation on both' },
  clockBack: {
    zh: '本机时钟比最近一次操作（{instant}）还早',
    en: 'The clock of this machine is earlier than the last act ({instant})',
  },
  setClock: {
    zh: '请先对时。本机时钟慢了，就校准它；时钟是对的，说明它曾经快过，请重启服务一次，使新的操作按正确时间记录，到上述时刻本提示自行消失',
    en: 'Compare the clock with a right one. If it is slow, set it. If it is right, it was ahead once: restart the service, so that new acts bear the right time; this message ends at that instant',
  },
});

/** Acts and sessions bear this much; beyond it, deadlines of a day and codes of half a minute go wrong. */
const toleratedSkewMs = 30_000;

export interface DatabaseState {
  /** As PostgreSQL names its version. */
  version: string;
  /** Migrations this program would apply. */
  pending: number;
  /** Why this program will not work with the schema; null when it will. */
  schemaRefusal: string | null;
  /** What an interrupted restore says of itself; null where none was interrupted. */
  unfinished: string | null;
  /** Clock of the database server minus clock of this machine. */
  skewMs: number;
  /** Machine instant of the newest act; null where there is none. */
  newestAct: string | null;
}

/**
 * Looks at a database as its owner, who sees every city. Changes nothing.
 * @throws what the driver says when the database does not answer
 */
export async function lookAtDatabase(ownerUrl: string): Promise<DatabaseState> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    const asked = Date.now();
    const { rows } = await owner.query<{ version: string; instant: string; migrated: boolean }>(
      `SELECT current_setting('server_version') AS version, clock_timestamp()::text AS instant,
              to_regclass('public.schema_migrations') IS NOT NULL AS migrated`,
    );
    const [told] = rows;
    if (!told) throw new Error('A select without FROM answers one row');
    const between = (asked + Date.now()) / 2;
    return {
      version: told.version,
      skewMs: Date.parse(told.instant) - between,
      ...(await schemaState(owner, told.migrated)),
      unfinished: await unfinishedIn(owner),
      newestAct: told.migrated ? await newestAct(owner) : null,
    };
  } finally {
    await owner.end();
  }
}

async function schemaState(owner: pg.Client, migrated: boolean) {
  const log = migrated ? (await owner.query('SELECT version, name, checksum FROM schema_migrations')).rows : [];
  try {
    return { pending: pendingMigrations(readMigrations(ownMigrations), log).length, schemaRefusal: null };
  } catch (error) {
    if (!(error instanceof MigrationRefused)) throw error;
    return { pending: 0, schemaRefusal: error.message };
  }
}

async function unfinishedIn(owner: pg.Client): Promise<string | null> {
  const unfinished = await readUnfinished(owner);
  return unfinished && new RestoreUnfinished(unfinished).message;
}

async function newestAct(owner: pg.Client): Promise<string | null> {
  const present = await owner.query("SELECT FROM pg_class WHERE oid = to_regclass('public.audit_entries')");
  if (present.rowCount === 0) return null;
  // Across all cities on purpose: the clock is the machine's, not a city's.
  const { rows } = await owner.query<{ newest: Date | null }>('SELECT max(machine_at) AS newest FROM audit_entries');
  return rows[0]?.newest ? new Date(rows[0].newest).toISOString() : null;
}

/** Whether this program can work with the schema it found. */
export function judgeSchema({ version, pending, schemaRefusal, unfinished }: DatabaseState): Finding {
  if (unfinished !== null) return ill('database', say.unfinished({ why: unfinished }), say.restoreAgain());
  if (schemaRefusal !== null) return ill('database', say.refused({ why: schemaRefusal }), say.otherProgram());
  if (pending > 0) return caution('database', say.pending({ version, count: pending }), say.willBeDone());
  return well('database', say.fine({ version }));
}

/** Whether the role of the application signs in and has no more rights than it may have. Null when all is well. */
export async function lookAtRole(appUrl: string): Promise<Finding | null> {
  try {
    await verifyAppRole(appUrl);
    return null;
  } catch (error) {
    if (!(error instanceof AppRoleUnusable)) throw error;
    return ill('database', say.role({ why: error.message }), say.mendRole());
  }
}

/** Where the application's role may do more or less than this program left it. Changes nothing. */
export async function lookAtGrants(ownerUrl: string, appUrl: string): Promise<OddRights[]> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    return await findOddRights(owner, decodeURIComponent(new URL(appUrl).username));
  } finally {
    await owner.end();
  }
}

/** Null when all rights are as they should be. */
export function judgeGrants(odd: readonly OddRights[]): Finding | null {
  if (odd.length === 0) return null;
  const tables = odd.map(({ table, extra, missing }) =>
    [table, ...extra.map((right) => `+${right}`), ...missing.map((right) => `−${right}`)].join(' '),
  );
  return ill('database', say.rightsApart({ tables: tables.join(', ') }), say.mendRights());
}

/** The database does not answer, or does not start. @param error whatever stood in the way */
export function unreachable(error: Error): Finding {
  return ill('database', say.unreachable({ why: error.message.trim() }), say.checkServer());
}

/**
 * Whether time runs here as it runs elsewhere and as it ran before.
 * @param now machine instant
 */
export function judgeClock({ skewMs, newestAct }: DatabaseState, now: Date): Finding {
  if (newestAct !== null && Date.parse(newestAct) - now.getTime() > toleratedSkewMs)
    return ill('clock', say.clockBack({ instant: newestAct }), say.setClock());
  if (Math.abs(skewMs) > toleratedSkewMs)
    return ill('clock', say.clockApart({ seconds: Math.round(Math.abs(skewMs) / 1000) }), say.setClocks());
  return well('clock', say.clockFine());
}
