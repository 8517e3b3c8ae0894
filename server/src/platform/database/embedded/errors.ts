/** What the process that holds a data directory tells about itself. */
export type Holder = {
  pid: number;
  /** Command line word, e.g. `serve` or `migrate`. */
  command: string;
  /** Instant the directory was taken, ISO 8601 in UTC. */
  since: string;
  /** Web address it serves on; null until it serves, or for a command that serves nothing. */
  address: string | null;
};

/** Another living process uses this data directory. */
export class InstanceHeld extends Error {
  override readonly name = 'InstanceHeld';
  readonly dataDir: string;
  readonly holder: Holder;
  /** Owner connection string of the holder's database, for a command that shares it; null while it is not up. */
  ownerUrl: string | null = null;

  constructor(dataDir: string, holder: Holder) {
    const where = holder.address ?? holder.command;
    super(
      `数据目录 ${dataDir} 正在使用:进程 ${holder.pid}(${where}),自 ${holder.since} 起。 / ` +
        `Data directory ${dataDir} is held by process ${holder.pid} (${where}) since ${holder.since}.`,
    );
    this.dataDir = dataDir;
    this.holder = holder;
  }
}

/** No PostgreSQL comes with Xieli for this machine; an external one is needed. */
export class UnsupportedPlatform extends Error {
  override readonly name = 'UnsupportedPlatform';

  constructor(platform: string, why: string) {
    super(
      `本机(${platform})没有内置数据库可用,请用 XIELI_DATABASE_URL 指定一个 PostgreSQL 15 或更新版本。 / ` +
        `No embedded database for ${platform} (${why}): set XIELI_DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The data were written by another major version of PostgreSQL than the one that comes with Xieli. */
export class MajorVersionDiffers extends Error {
  override readonly name = 'MajorVersionDiffers';

  constructor(clusterDir: string, found: string, expected: string) {
    super(
      `${clusterDir} 的数据属于 PostgreSQL ${found},本程序自带的是 ${expected}:请用旧版程序执行 xieli backup,再用本版执行 xieli restore。 / ` +
        `${clusterDir} holds data of PostgreSQL ${found}, this program carries ${expected}: ` +
        'run `xieli backup` with the old program, then `xieli restore` with this one.',
    );
  }
}

/** PostgreSQL could not be started or stopped; the message ends with what it said itself. */
export class DatabaseFailed extends Error {
  override readonly name = 'DatabaseFailed';

  constructor(what: string, said: string) {
    super(`内置数据库出错。 / Embedded database: ${what}.${said === '' ? '' : `\n${said}`}`);
  }
}
