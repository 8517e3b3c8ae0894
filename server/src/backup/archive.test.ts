import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArchive, writeArchive } from './archive.ts';
import { digestRows } from './row-digest.ts';
import { inWords } from './said.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function contentsOf(file: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { name, content } of readArchive(file)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    found[name] = Buffer.concat(chunks).toString('latin1');
  }
  return found;
}

test('an archive gives back what was put in, name by name, an empty member and one of many blocks among them', async () => {
  const file = path.join(folder, 'three.tar.zst');
  const long = Buffer.alloc(300_000, '协力');
  const archive = writeArchive(file);
  await archive.add('empty', 0, Buffer.alloc(0));
  expect(await archive.add('a', 3, Buffer.from('abc'))).toEqual({
    name: 'a',
    size: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  await archive.add('long', long.length, long);
  await archive.finish();
  expect(await contentsOf(file)).toEqual({ empty: '', a: 'abc', long: long.toString('latin1') });
});

test('a member that is not as long as was said is an error, and so is a folder that is not there', async () => {
  const short = writeArchive(path.join(folder, 'short.tar.zst'));
  await expect(short.add('a', 10, Buffer.from('abc'))).rejects.toThrow('Size mismatch');
  await short.abandon();
  const nowhere = writeArchive(path.join(folder, 'no such folder', 'x.tar.zst'));
  const written = nowhere.add('a', 3, Buffer.from('abc')).then(() => nowhere.finish());
  await expect(written).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the digest of a table depends on its rows and neither on their order nor on where a chunk ends', () => {
  const rows = fc.uniqueArray(fc.string({ unit: fc.constantFrom('甲', 'a', '\\', '\t', '') }), { minLength: 1 });
  const digestOf = (bytes: Buffer, cuts: number[]) => {
    const digest = digestRows();
    const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
    for (const [index, end] of ends.entries()) digest.add(bytes.subarray(ends[index - 1] ?? 0, end));
    return digest.result();
  };
  const asCopy = (list: string[]) => Buffer.from(list.map((row) => `${row}\n`).join(''));
  fc.assert(
    fc.property(rows, fc.array(fc.nat()), (list, cuts) => {
      const whole = digestOf(asCopy(list), []);
      expect(digestOf(asCopy(list.toReversed()), cuts)).toEqual(whole);
      expect(whole.rows).toBe(list.length);
      expect(digestOf(asCopy([`${list[0]}乙`, ...list.slice(1)]), []).digest).not.toBe(whole.digest);
    }),
  );
});

test('what the disk says becomes a sentence that names the place; anything else stays what it was', () => {
  const said = (code: string) => String(inWords(Object.assign(new Error(code), { code }), '/mnt/a.tar.zst'));
  expect(said('ENOSPC')).toContain('磁盘已满：/mnt/a.tar.zst / The disk is full: /mnt/a.tar.zst');
  expect(said('53100')).toContain('磁盘已满');
  expect(said('EROFS')).toContain('只读');
  expect(said('EACCES')).toContain('没有读写权限');
  const nowhere = Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: '/mnt/b.tar.zst' });
  expect(String(inWords(nowhere, '/srv/xieli'))).toContain('/mnt/b.tar.zst');
  const fault = new TypeError('a fault of the program');
  expect(inWords(fault, '/mnt')).toBe(fault);
});
