import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/**
 * Writes schema.gen.ts from a migrated database: `node server/src/platform/database/generate-types.ts DATABASE_URL`.
 * Run it after a migration is added; a test compares the file with the migrated schema.
 */
const target = fileURLToPath(new URL('./schema.gen.ts', import.meta.url));

const head = `// Written by generate-types.ts from the migrated schema. Do not edit.
import type { ColumnType } from 'kysely';

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

/** Read as whatever it holds, written as JSON text: a bare array would be taken for a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>;
`;

export async function schemaTypes(databaseUrl: string): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-types-'));
  const raw = path.join(folder, 'raw.ts');
  const codegen = fileURLToPath(new URL('../../../../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url));
  const mapping = JSON.stringify({ timestamptz: 'string', timestamp: 'string', int8: 'string' });
  execFileSync(
    process.execPath,
    [
      codegen,
      '--url',
      databaseUrl,
      '--dialect',
      'postgres',
      '--date-parser',
      'string',
      '--type-mapping',
      mapping,
      '--out-file',
      raw,
    ],
    { stdio: 'pipe' },
  );
  const generated = readFileSync(raw, 'utf8');
  rmSync(folder, { recursive: true });
  const interfaces = generated.slice(generated.indexOf('export interface'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and obj_description(oid, 'pg_class') like 'xieli:tenant%' order by relname collate "C"`,
  );
  await client.end();
  return [
    head,
    interfaces
      .replaceAll('  tenant_id: string;', '  /** Filled in by the tenant scope. */\n  tenant_id: Generated<string>;')
      .replaceAll(/Json \| null/g, 'ColumnType<unknown, string | null, string | null>'),
    `export const tenantTables = [\n${tables.rows.map((table) => `  '${table.name}',\n`).join('')}] as const;\n`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.argv[2];
  if (!url) {
    process.stderr.write('usage: node generate-types.ts DATABASE_URL\n');
    process.exit(2);
  }
  writeFileSync(target, await schemaTypes(url));
}
