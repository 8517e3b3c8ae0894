import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Secrets } from '../secrets.ts';

/** Raised when an older program could not read the archive any more. */
const archiveFormat = 1;

export const headName = 'backup.json';
export const manifestName = 'manifest.json';
export const keysName = 'secrets.json';
export const tablePart = (table: string, part: number) => `tables/${table}/${String(part).padStart(6, '0')}.copy`;
export const tableOfPart = (name: string) => /^tables\/([a-z0-9_]+)\/\d{6}\.copy$/.exec(name)?.[1] ?? null;
export const fileMember = (tenantId: string, sha256: string) => `files/${tenantId}/${sha256}`;

/** The tenant and the hash that a member of the shelf is named by; null for another member. */
export function fileOfMember(name: string): { tenantId: string; sha256: string } | null {
  const [, tenantId, sha256] = /^files\/([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name) ?? [];
  return tenantId && sha256 ? { tenantId, sha256 } : null;
}

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The first member: what somebody has to know before reading on. */
export const Head = z.object({
  format: z.literal(archiveFormat),
  /** Version of the program that made it. */
  program: z.string(),
  /** What the data were made for; null in a database that was never started. */
  mode: z.enum(['demo', 'production']).nullable(),
  /** Machine instant of the snapshot. */
  takenAt: z.iso.datetime(),
  /** As the server named its version; said, never needed. */
  postgres: z.string(),
  /** The schema's state: every migration applied, in order. */
  migrations: z.array(z.object({ version: count, name: z.string(), checksum: sha256 })).min(1),
  /** Tells whether keys are the ones of this data, and nothing else about them; null where there was no secret file. */
  keys: z.string().nullable(),
});
export type Head = z.output<typeof Head>;

/** Evidence that the database names and the shelf did not have as it should. */
const LostFile = z.object({ tenantId: z.uuid(), sha256, why: z.enum(['missing', 'changed']) });
export type LostFile = z.output<typeof LostFile>;

/** The last member: what the archive has to hold. Without it the archive was cut short. */
export const Manifest = z.object({
  /** Everything but evidence files, which are named by their hash, and this manifest. */
  members: z.array(z.object({ name: z.string(), size: count, sha256 })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: count, digest: sha256 })),
  files: z.object({ count, bytes: count }),
  lost: z.array(LostFile),
});
export type Manifest = z.output<typeof Manifest>;

/** What a backup says of itself. */
export interface Backup {
  head: Head;
  manifest: Manifest;
}

/** The head of a new backup. */
export const headOf = (rest: Omit<Head, 'format'>): Head => ({ format: archiveFormat, ...rest });

/** What tells keys apart without giving anything of them away. */
export function fingerprint({ encryptionKey, blindIndexKey }: Secrets): string {
  return createHmac('sha256', Buffer.concat([encryptionKey, blindIndexKey]))
    .update('xieli backup')
    .digest('hex')
    .slice(0, 32);
}
