import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { Actor, Reach, ScopeResolver } from './access/actor.ts';
import type { Permission } from './access/permissions.ts';
import type { Clock } from './clock/clock.ts';
import type { Connections, TenantDb } from './database/connections.ts';
import type { FileStore } from './files/store.ts';
import type { Cipher } from './secrets/cipher.ts';

/** What lives as long as the process and is handed down, never imported as a global. */
export interface App {
  config: Config;
  connections: Connections;
  clock: Clock;
  cipher: Cipher;
  files: FileStore;
  log: FastifyBaseLogger;
  /** `own` and `guided` of spine.md 2.3, on the tenant's present day. Forgets what it knew when told. */
  scopes: { of(tenantId: string): ScopeResolver; forget(tenantId: string): void };
  /** Told after commit which tables an act touched; feeds the live stream. */
  announce(tenantId: string, tables: readonly string[]): void;
}

/** What a reading handler gets. */
export interface ReadContext {
  app: App;
  db: TenantDb;
  tenantId: string;
  actor: Actor;
  requestId: string;
  /** Business instant and business day. */
  now: string;
  today: string;
  reach(permission: Permission): Promise<Reach>;
  /** Adds to the details of the audit entry, of an act or of an audited read; never sensitive content. */
  note(details: Record<string, unknown>): void;
}

/** What a writing handler gets: everything it writes through `db` is one transaction with its audit entry. */
export interface ActContext extends ReadContext {
  /** UUIDv7 made by the client; the primary key of the act's own timeline row. */
  actionId: string;
  /** A new UUIDv7 for a further row. */
  newId(): string;
  /** Runs after commit, in order; for what must not happen if the act is rolled back. */
  afterCommit(work: () => void | Promise<void>): void;
}
