import { createHash } from 'node:crypto';
import type { Message } from '../platform/locale/messages.ts';
import { readArchive } from './archive.ts';
import { type Backup, fileMember, fileOfMember, Head, headName, Manifest, manifestName } from './manifest.ts';
import { BackupRefused, inWords, meter, say } from './said.ts';

/** A manifest of a hundred thousand parts has about this size; a longer text is none of ours. */
const longestJson = 64 * 1024 * 1024;

/**
 * Reads a backup from beginning to end and compares every member with the manifest. Changes nothing.
 * @throws BackupRefused when it is no backup, was cut short or is damaged, cannot be read, or was cancelled
 */
export async function checkBackup(
  file: string,
  options: { signal?: AbortSignal; progress(said: Message): void },
): Promise<Backup> {
  const pass = meter(options.progress);
  const found = new Map<string, { size: number; sha256: string }>();
  const changed = new Set<string>();
  const files = { count: 0, bytes: 0 };
  let head: Head | null = null;
  let manifest: Manifest | null = null;
  try {
    for await (const { name, size, content } of readArchive(file)) {
      const isJson = name === headName || name === manifestName;
      const { sha256, bytes } = await readMember(content, isJson ? longestJson : 0, options.signal);
      pass(size);
      if (head === null) head = name === headName ? parsed(Head, bytes, file, name) : refuse(say.notOurs({ file }));
      const shelved = fileOfMember(name);
      if (manifest !== null) refuse(say.damaged({ file, member: name }));
      if (name === manifestName) manifest = parsed(Manifest, bytes, file, name);
      else if (!shelved) found.set(name, { size, sha256 });
      else {
        files.count += 1;
        files.bytes += size;
        if (shelved.sha256 !== sha256) changed.add(name);
      }
    }
  } catch (error) {
    throw torn(error, file, head !== null);
  }
  if (head === null) throw new BackupRefused(say.notOurs({ file }));
  if (manifest === null) throw new BackupRefused(say.cutShort({ file }));
  compare(file, manifest, found, changed, files);
  return { head, manifest };
}

function compare(
  file: string,
  manifest: Manifest,
  found: Map<string, { size: number; sha256: string }>,
  changed: Set<string>,
  files: Manifest['files'],
): void {
  const damaged = (member: string) => refuse(say.damaged({ file, member }));
  for (const { name, size, sha256 } of manifest.members) {
    const member = found.get(name);
    if (member?.size !== size || member.sha256 !== sha256) damaged(name);
    found.delete(name);
  }
  const [stranger] = found.keys();
  if (stranger !== undefined) damaged(stranger);
  const known = manifest.lost
    .filter(({ why }) => why === 'changed')
    .map(({ tenantId, sha256 }) => fileMember(tenantId, sha256));
  for (const name of known) changed.delete(name);
  const [worn] = changed;
  if (worn !== undefined) damaged(worn);
  if (files.count !== manifest.files.count || files.bytes !== manifest.files.bytes) damaged('files/');
}

function refuse(said: Message): never {
  throw new BackupRefused(said);
}

async function readMember(content: AsyncIterable<Buffer>, keep: number, signal: AbortSignal | undefined) {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    signal?.throwIfAborted();
    hash.update(chunk);
    size += chunk.length;
    if (size <= keep) kept.push(chunk);
  }
  return { sha256: hash.digest('hex'), bytes: Buffer.concat(kept) };
}

function parsed<T>(form: { safeParse(value: unknown): { data?: T } }, bytes: Buffer, file: string, member: string): T {
  const { data } = form.safeParse(parseJson(bytes));
  return data ?? refuse(member === headName ? say.notOurs({ file }) : say.damaged({ file, member }));
}

/** The parsed text; undefined, which fits no form, when it is not JSON. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What reading stopped at, in words: the end is missing, a byte in the middle changed, or it never was a backup. */
function torn(error: unknown, file: string, begun: boolean): unknown {
  const { name, message, code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof BackupRefused || syscall !== undefined || name === 'AbortError') return inWords(error, file);
  if (code === 'Z_BUF_ERROR' || message === 'Unexpected end of data')
    return new BackupRefused(say.cutShort({ file }), { cause: error });
  return new BackupRefused(begun ? say.damaged({ file, member: 'zstd' }) : say.notOurs({ file }), { cause: error });
}
