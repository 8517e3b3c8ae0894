import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets, SecretsUnusable } from './secrets.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'xieli-secrets-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

test('the first use makes a private file, later uses return the same', () => {
  const file = path.join(dir, 'new/secrets.json');
  const made = loadSecrets(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.dirname(file))).toEqual(['secrets.json']);
  expect(loadSecrets(file)).toEqual(made);
  const keys = [made.encryptionKey, made.blindIndexKey, made.requestKey].map((key) => key.toString('hex'));
  expect(new Set(keys).size).toBe(3);
  expect(keys.every((key) => key.length === 64)).toBe(true);
});

test('several that begin at once end with one file', async () => {
  const file = path.join(dir, 'secrets.json');
  const passwords = await Promise.all(Array.from({ length: 6 }, () => passwordFromProcess(file)));
  expect(new Set(passwords).size).toBe(1);
  expect(readdirSync(dir)).toEqual(['secrets.json']);
});

async function passwordFromProcess(file: string): Promise<string> {
  const module = new URL('./secrets.ts', import.meta.url).href;
  const code = `const { loadSecrets } = await import('${module}'); process.stdout.write(loadSecrets(process.argv[1]).appRolePassword)`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code, file]);
  return stdout;
}

test('a file that others may read is refused', () => {
  const file = path.join(dir, 'secrets.json');
  loadSecrets(file);
  chmodSync(file, 0o644);
  expect(() => loadSecrets(file)).toThrow(/chmod 600/);
});

test.each(['', '{', '{}', '{"encryptionKey":"AAAA"}'])('a damaged file (%s) is refused, never replaced', (content) => {
  const file = path.join(dir, 'secrets.json');
  writeFileSync(file, content, { mode: 0o600 });
  expect(() => loadSecrets(file)).toThrow(SecretsUnusable);
  expect(statSync(file).size).toBe(content.length);
});
