import type { Client } from 'pg';

/** Stands in a database while a restore fills it; whoever finds it without a restore at work found an interrupted one. */
export const unfinishedTable = 'restore_unfinished';

/** A restore was interrupted here; the data are not whole. */
export class RestoreUnfinished extends Error {
  override readonly name = 'RestoreUnfinished';

  constructor({ backup, begunAt }: Unfinished) {
    super(
      `这里有一次未完成的恢复（${backup}，${begunAt} 开始），数据不完整：请重新执行 xieli restore。 / ` +
        `A restore (${backup}, begun ${begunAt}) did not finish here and the data are not whole: run xieli restore again.`,
    );
  }
}

export interface Unfinished {
  /** The file that was being restored. */
  backup: string;
  /** The data directory whose shelf of files it was filling. */
  dataDir: string;
  begunAt: string;
}

/** The restore that is at work in a database or was interrupted there; null when it is whole. */
export async function readUnfinished(owner: Client): Promise<Unfinished | null> {
  const { rows } = await owner.query<{ present: boolean }>('SELECT to_regclass($1) IS NOT NULL AS present', [
    `public.${unfinishedTable}`,
  ]);
  if (!rows[0]?.present) return null;
  const found = await owner.query<Unfinished>(
    `SELECT backup, data_dir AS "dataDir", begun_at AS "begunAt" FROM ${unfinishedTable}`,
  );
  return found.rows[0] ?? null;
}

/** Marks a database before anything else is written into it; an older mark gives way. */
export async function markUnfinished(owner: Client, { backup, dataDir, begunAt }: Unfinished): Promise<void> {
  await owner.query('BEGIN');
  await owner.query(`DROP TABLE IF EXISTS ${unfinishedTable}`);
  await owner.query(
    `CREATE TABLE ${unfinishedTable} (only_row boolean NOT NULL DEFAULT true, backup text NOT NULL,
       data_dir text NOT NULL, begun_at timestamptz NOT NULL,
       CONSTRAINT ${unfinishedTable}_pk PRIMARY KEY (only_row))`,
  );
  await owner.query(`COMMENT ON TABLE ${unfinishedTable} IS 'xieli:local'`);
  await owner.query(`INSERT INTO ${unfinishedTable} (backup, data_dir, begun_at) VALUES ($1, $2, $3)`, [
    backup,
    dataDir,
    begunAt,
  ]);
  await owner.query('COMMIT');
}

/** The restore is whole: the mark goes. */
export async function unmark(owner: Client): Promise<void> {
  await owner.query(`DROP TABLE ${unfinishedTable}`);
}

/** @throws RestoreUnfinished where a restore did not come to its end */
export async function refuseUnfinished(owner: Client): Promise<void> {
  const unfinished = await readUnfinished(owner);
  if (unfinished) throw new RestoreUnfinished(unfinished);
}
