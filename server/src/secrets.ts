import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Keys and passwords of an installation. They never enter the database or a log; a backup only where its maker asks. */
export type Secrets = {
  /** 32 bytes: what is sealed at rest (phones, mail addresses, secrets of channels and second factors). */
  encryptionKey: Buffer;
  /** 32 bytes: look-up of encrypted values. */
  blindIndexKey: Buffer;
  /** 32 bytes: digests of what acts were asked to do, which may hold a password or an address. */
  requestKey: Buffer;
  /** Password of the database role `xieli_app`. */
  appRolePassword: string;
};

/** The secret file cannot be used; the message says why and what to do. */
export class SecretsUnusable extends Error {
  override readonly name = 'SecretsUnusable';
}

const keyBytes = 32;

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === keyBytes);

const form = z
  .object({
    encryptionKey: key,
    blindIndexKey: key,
    // Meant for cookies once, and called so in every file that exists.
    cookieKey: key,
    appRolePassword: z.string().min(16),
  })
  .transform(({ cookieKey, ...others }): Secrets => ({ ...others, requestKey: cookieKey }));

/**
 * Reads the secret file, and makes it with random content when there is none. Of several processes that make it at
 * once one wins, and all return the same secrets.
 * @throws SecretsUnusable when it is readable by others, or not what this program wrote
 */
export function loadSecrets(file: string): Secrets {
  if (!statSync(file, { throwIfNoEntry: false })) create(file);
  const { mode } = statSync(file);
  if (process.platform !== 'win32' && (mode & 0o007) !== 0) {
    throw new SecretsUnusable(
      `密钥文件可被他人读取,请执行 chmod 600 ${file} / Others may read the secret file: chmod 600 ${file}`,
    );
  }
  const result = form.safeParse(parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') || 'JSON';
  throw new SecretsUnusable(
    `密钥文件 ${file} 已损坏(${where}),请从备份恢复。 / The secret file ${file} is damaged (${where}): restore it from a backup.`,
  );
}

/**
 * Puts a secret file that was kept elsewhere in its place, where there is none yet.
 * @throws SecretsUnusable when it is not what this program wrote
 */
export function keepSecrets(file: string, content: Buffer): Secrets {
  write(file, content.toString('utf8'));
  return loadSecrets(file);
}

function create(file: string): void {
  const random = () => randomBytes(keyBytes).toString('base64');
  const content = {
    encryptionKey: random(),
    blindIndexKey: random(),
    cookieKey: random(),
    appRolePassword: randomBytes(keyBytes).toString('hex'),
  };
  write(file, `${JSON.stringify(content, null, 2)}\n`);
}

function write(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(temporary, 'wx', 0o600);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  try {
    // A link, not a rename: it fails when another process was faster, whose keys may be in use already.
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary);
  }
}

/** The parsed text; undefined, which fits no form, when it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
