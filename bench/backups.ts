import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { makeBackup } from '../server/src/backup/make.ts';
import { connectForCopies, listTables, rowsOf } from '../server/src/backup/tables.ts';
import { openFileStore } from '../server/src/platform/files/store.ts';
import { processorTime } from './children.ts';
import { asOwner } from './city.ts';
import { median } from './measure.ts';

export interface BackupMeasure {
  /** Of all rows as COPY writes them. */
  megabytes: number;
  /** Of the archive. */
  archiveMegabytes: number;
  /** Reading every table by COPY, and writing and syncing as many bytes: what database and disk give. */
  rawSeconds: number;
  /** With compression, digests, and the archive read back. */
  backupSeconds: number;
  /** Processor time of this program for both, without the database's; it says more where others use the machine. */
  processorSeconds: { raw: number; backup: number };
  /** Medians over rounds of raw against backup within the same round. */
  ratio: number;
}

const block = Buffer.alloc(1024 * 1024, 'the same bytes again and again');

/**
 * Backs up a database that was enlarged to about `megabytes`, beside the copying and writing that no backup can do without.
 * @param ownerUrl a database that nobody else uses; it is enlarged with copies of its audit
 */
export async function measureBackup(
  ownerUrl: string,
  dataDir: string,
  megabytes: number,
  rounds: number,
): Promise<BackupMeasure> {
  await asOwner(ownerUrl, (owner) => enlarge(owner, megabytes));
  const source = {
    ownerUrl,
    files: openFileStore(path.join(dataDir, 'files')),
    secretFile: path.join(dataDir, 'secrets.json'),
  };
  const archive = path.join(dataDir, 'bench.tar.zst');
  const found: { raw: Timed; backup: Timed }[] = [];
  let [bytes, size] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const raw = await timed(async () => {
      bytes = await copyAway(ownerUrl);
      await writeBytes(path.join(dataDir, 'bench.raw'), bytes);
    });
    await rm(path.join(dataDir, 'bench.raw'));
    const backup = await timed(() => makeBackup(source, archive, { withKeys: false, progress: () => undefined }));
    size = (await stat(archive)).size;
    await rm(archive);
    found.push({ raw, backup });
  }
  return {
    megabytes: bytes / 1e6,
    archiveMegabytes: size / 1e6,
    rawSeconds: median(found.map(({ raw }) => raw.seconds)),
    backupSeconds: median(found.map(({ backup }) => backup.seconds)),
    processorSeconds: {
      raw: median(found.map(({ raw }) => raw.processor)),
      backup: median(found.map(({ backup }) => backup.processor)),
    },
    ratio: median(found.map(({ raw, backup }) => raw.seconds / backup.seconds)),
  };
}

async function enlarge(owner: pg.Client, megabytes: number): Promise<void> {
  const sizeOf = async () => {
    const { rows } = await owner.query<{ size: string }>(`SELECT pg_table_size('audit_entries') AS size`);
    return Number(rows[0]?.size) / 1e6;
  };
  while ((await sizeOf()) < megabytes) {
    await owner.query(
      `INSERT INTO audit_entries SELECT tenant_id, gen_random_uuid(), action, account_id, account_name, role,
         organisation_id, outcome, details, records, request_id, machine_at, business_at
       FROM audit_entries LIMIT 50000`,
    );
  }
  await owner.query('VACUUM ANALYZE audit_entries');
}

/** Reads every table by COPY and keeps nothing of it. @returns how many bytes there were */
async function copyAway(ownerUrl: string): Promise<number> {
  const owner = await connectForCopies(ownerUrl);
  try {
    let bytes = 0;
    for (const table of await listTables(owner)) {
      for await (const chunk of rowsOf(owner, table)) bytes += chunk.length;
    }
    return bytes;
  } finally {
    await owner.end();
  }
}

async function writeBytes(file: string, bytes: number): Promise<void> {
  function* blocks() {
    for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
  }
  await pipeline(blocks, createWriteStream(file, { flush: true }));
}

interface Timed {
  seconds: number;
  processor: number;
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const [began, used] = [performance.now(), processorTime()];
  await work();
  return { seconds: (performance.now() - began) / 1000, processor: (processorTime() - used) / 1000 };
}
