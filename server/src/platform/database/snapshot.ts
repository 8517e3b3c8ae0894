import { sql } from 'kysely';
import type { TenantDb } from './connections.ts';

/** Reads as of one moment while acts go on: what is compared must not change between two statements. */
export function onSnapshot<T>(db: TenantDb, read: (snapshot: TenantDb) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (snapshot) => {
    // Not by the driver's own option: on a cluster the tenant is set in the statement that begins (connections.ts).
    await sql`set transaction isolation level repeatable read read only`.execute(snapshot);
    return read(snapshot);
  });
}
