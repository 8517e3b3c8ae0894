import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.gen.ts';
import { assertTenantScoped, tenantDialect } from './tenant-scope.ts';
import { connectionSettings } from './types.ts';

/** Statements of one tenant; every table of the field is already narrowed to it. */
export type TenantDb = Kysely<DB>;

export interface Connections {
  /** The database as one tenant sees it. Kept per tenant. */
  tenant(tenantId: string): TenantDb;
  /** Reference and local tables only. */
  shared: Kysely<DB>;
  /** True on a Citus cluster, where the tenant travels only inside a transaction. */
  distributed: boolean;
  pool: pg.Pool;
  close(): Promise<void>;
}

interface TenantClient extends pg.PoolClient {
  xieliTenant?: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Distinct statements kept as prepared ones; beyond it a statement is sent unnamed. */
const preparedLimit = 1000;

/**
 * Opens the pool of the application's role.
 * The tenant setting is made here and nowhere else: on a single server it stays on the connection and is sent only when it
 * differs (stack.md 4); on Citus it is `SET LOCAL` at the begin of each transaction (distributed.md 3.1).
 */
export async function openConnections(
  appUrl: string,
  options: { max?: number; onIdleError?: (error: Error) => void } = {},
): Promise<Connections> {
  const pool = new pg.Pool({
    ...connectionSettings(appUrl),
    max: options.max ?? 10,
    application_name: 'xieli',
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener a connection that the server drops while idle would end the process; the next query reconnects.
  pool.on('error', (error) => options.onIdleError?.(error));
  // Nor may one end it that is lost while somebody holds it: the holder hears of it by his statement, which fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const probe = await pool.query<{ distributed: boolean }>(
    `select to_regclass('pg_catalog.pg_dist_partition') is not null as distributed`,
  );
  const distributed = probe.rows[0]?.distributed ?? false;
  const names = new Map<string, string>();
  const tenants = new Map<string, TenantDb>();

  function nameOf(sql: string): string | undefined {
    const known = names.get(sql);
    if (known) return known;
    assertTenantScoped(sql);
    if (names.size >= preparedLimit) return undefined;
    const name = `x${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
    return name;
  }

  async function connect(tenantId: string | null) {
    const client = (await pool.connect()) as TenantClient;
    try {
      if (tenantId && !distributed && client.xieliTenant !== tenantId) {
        await client.query(`SET app.tenant_id = '${tenantId}'`);
        client.xieliTenant = tenantId;
      }
    } catch (error) {
      client.release(true);
      throw error;
    }
    return {
      query(sql: string, values?: readonly unknown[]) {
        if (sql === 'begin' && tenantId && distributed) return beginOnCluster(client, tenantId);
        if (!values?.length && /^(begin|commit|rollback|savepoint|release|start)\b/i.test(sql))
          return client.query(sql);
        const name = nameOf(sql);
        return name
          ? client.query({ name, text: sql, values: [...(values ?? [])] })
          : client.query(sql, [...(values ?? [])]);
      },
      release: (discard?: boolean) => client.release(discard),
    };
  }

  function open(tenantId: string | null): Kysely<DB> {
    const poolOfTenant = { connect: () => connect(tenantId), end: async () => undefined } as unknown as pg.Pool;
    const config = { pool: poolOfTenant };
    return new Kysely<DB>({ dialect: tenantId ? tenantDialect(tenantId, config) : new PostgresDialect(config) });
  }

  return {
    tenant(tenantId) {
      if (!uuid.test(tenantId)) throw new Error('A tenant is named by its UUID');
      const known = tenants.get(tenantId);
      if (known) return known;
      const db = open(tenantId);
      tenants.set(tenantId, db);
      return db;
    },
    shared: open(null),
    distributed,
    pool,
    close: () => pool.end(),
  };
}

async function beginOnCluster(client: pg.PoolClient, tenantId: string) {
  await client.query(`BEGIN; SET LOCAL app.tenant_id = '${tenantId}'`);
  return { command: 'BEGIN', rows: [], rowCount: 0 };
}
