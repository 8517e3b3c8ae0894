import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import { knownTenants } from '../identity/tenants.ts';
import { chainStart, sealedColumns, sealHash } from './chain.ts';

const batch = 1000;
/** How often the newest entries are sealed, and how often all are looked through, at the price of reading them. */
const rhythm = { everyMs: 1000, everythingEveryMs: 10 * 60 * 1000 };
/** Half of the advisory lock's key; the other half is the tenant. */
const lockSpace = 0x5ea1;
/** An entry is written at the end of its act, so none commits this long after the time it bears. */
const lookBackMs = 60 * 60 * 1000;

/**
 * Chains the committed entries that have no seal yet, oldest first. Runs beside the acts and costs them nothing; of several
 * processes one seals at a time.
 * @param options.everything also look at entries older than an hour before the newest seal and now, as a start does
 * @returns how many were sealed
 */
export async function sealOnce(
  app: Pick<App, 'connections' | 'clock'>,
  tenantId: string,
  options: { everything?: boolean } = {},
): Promise<number> {
  const db = app.connections.tenant(tenantId);
  let total = 0;
  for (;;) {
    const now = options.everything ? null : app.clock.machineNow();
    const sealed = await sealBatch(db, tenantId, now);
    total += sealed;
    if (sealed < batch) return total;
  }
}

/** @param now machine instant; null looks at everything */
function sealBatch(db: TenantDb, tenantId: string, now: string | null): Promise<number> {
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
    if (head?.machine_at && now !== null) {
      // The newest seal may be of a time when the clock was ahead; what is written since bears an earlier one.
      const since = new Date(Math.min(Date.parse(head.machine_at), Date.parse(now)) - lookBackMs).toISOString();
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
 * stays behind, as after a clock that jumped, is sealed by the next pass over everything: at a start and every ten minutes.
 */
export function startSealing(app: App, { everyMs, everythingEveryMs } = rhythm): { stop(): Promise<void> } {
  let stopped = false;
  let failing = false;
  let wake: () => void = () => undefined;

  async function pass(everything: boolean) {
    for (const { tenantId } of await knownTenants(app)) await sealOnce(app, tenantId, { everything });
  }

  async function loop() {
    let nextOfEverything = 0;
    while (!stopped) {
      try {
        const begun = performance.now();
        const everything = begun >= nextOfEverything;
        await pass(everything);
        if (everything) nextOfEverything = begun + everythingEveryMs;
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
