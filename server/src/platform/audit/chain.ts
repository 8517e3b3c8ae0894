import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditEntries } from '../database/schema.gen.ts';
import { canonical } from './canonical.ts';

export type AuditEntry = Selectable<AuditEntries>;

/** What the first seal of a tenant stands on. */
export const chainStart = '0'.repeat(64);

/** Every column of an entry is under its seal. */
export const sealedColumns = [
  'tenant_id',
  'id',
  'action',
  'account_id',
  'account_name',
  'role',
  'organisation_id',
  'outcome',
  'details',
  'records',
  'request_id',
  'machine_at',
  'business_at',
] as const satisfies readonly (keyof AuditEntry)[];

/** The hash of one seal: SHA-256 of its place, the hash before it and the whole entry, as canonical JSON. */
export function sealHash(seq: number, previous: string, entry: AuditEntry): string {
  const content = Object.fromEntries(sealedColumns.map((column) => [column, entry[column]]));
  return createHash('sha256')
    .update(canonical({ seq, previous, entry: content }))
    .digest('hex');
}
