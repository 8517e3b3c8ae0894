import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import { knownTenants } from '../identity/tenants.ts';
import { chainStart, sealedColumns, sealHash } from './chain.ts';

const batch = 1000;
const everyMs = 1000;
/** Half of the advisory lock's key; the other half is the tenant. */
const lockSpace = 0x5ea1;
/** An entry is written at the end of its act, so none commits this long after the time it bears. */
const lookBackMs = 60 * 60 * 1000;

/**
 * Chains the committed entries that have no seal yet, oldest first. Runs beside the acts and costs them nothing; of several
 * processes one seals at a time.
 * @param options.everything also look at entries older than an hour before the newest seal, as a start does
 * @returns how many were sealed
 */
export async function sealOnce(
  app: Pick<App, 'connections'>,
  tenantId: string,
  options: { everything?: boolean } = {},
): Promise<number> {
  const db = app.connections.tenant(tenantId);
  let total = 0;
  for (;;) {
    const sealed = await sealBatch(db, tenantId, options.everything ?? false);
    total += sealed;
    if (sealed < batch) return total;
  }
}

function sealBatch(db: TenantDb, tenantId: string, everything: boolean): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${lockSpace}, hashtext(${tenantId}))`.execute(transaction);
    // Left join: the chain goes on after its last seal even where somebody removed the entry under it.
    const head = await transaction
      .selectFrom('audit_seals')
      .leftJoin('audit_entries', 'audit_entries.id', 'audit_seals.audit_id')
      .select(['seq', 'hash', 'machine_at'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    let unsealed = transaction
      .selectFrom('audit_entries')
      .leftJoin('audit_seals', 'audit_seals.audit_id', 'audit_entries.id')
      .select(sealedColumns.map((column) => `audit_entries.${column}` as const))
      .where('audit_seals.seq', 'is', null);
    if (head?.machine_at && !everything) {
      const since = new Date(Date.parse(head.machine_at) - lookBackMs).toISOString();
      unsealed = unsealed.where('audit_entries.machine_at', '>', since);
    }
    const entries = await unsealed
      .orderBy('audit_entries.machine_at')
      .orderBy('audit_entries.id')
      .limit(batch)
      .execute();
    if (entries.length === 0) return 0;
    let seq = Number(head?.seq ?? 0);
    let previous = head?.hash ?? chainStart;
    const seals = entries.map((entry) => {
      seq += 1;
      const hash = sealHash(seq, previous, entry);
      const seal = { seq: String(seq), audit_id: entry.id, previous, hash };
      previous = hash;
      return seal;
    });
    await transaction.insertInto('audit_seals').values(seals).execute();
    return seals.length;
  });
}

/**
 * Seals every tenant's entries each second until it is stopped; stopping seals what is left, where the database answers. What
 * stays behind is sealed by the next start, which looks at everything.
 */
export function startSealing(app: App): { stop(): Promise<void> } {
  let stopped = false;
  let failing = false;
  let wake: () => void = () => undefined;

  async function pass(everything: boolean) {
    for (const { tenantId } of await knownTenants(app)) await sealOnce(app, tenantId, { everything });
  }

  async function loop() {
    let everything = true;
    while (!stopped) {
      try {
        await pass(everything);
        everything = false;
        failing = false;
      } catch (error) {
        if (!failing) app.log.error({ err: error }, 'the audit could not be sealed; trying again each second');
        failing = true;
      }
      if (!stopped) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
      await pass(false).catch((error: unknown) =>
        app.log.error({ err: error }, 'the last entries of the audit could not be sealed; the next start seals them'),
      );
    },
  };
}
