import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packPackage } from './pack.mjs';

const root = path.resolve(import.meta.dirname, '..');
let folder: string;
let installed: string;

/** A program of somebody else: an empty folder with the unpacked archive and what it depends on, and nothing of ours. */
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-packed-'));
  const archive = packPackage('gongwen', folder);
  const modules = path.join(folder, 'node_modules');
  installed = path.join(modules, '@xieli/gongwen');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', installed]);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies))
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('runs the example of its README, by itself', () => {
  const readme = readFileSync(path.join(installed, 'README.md'), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  writeFileSync(path.join(folder, 'example.mjs'), example);
  execFileSync(process.execPath, ['example.mjs'], { cwd: folder });
  expect(readFileSync(path.join(folder, 'circular.docx')).subarray(0, 2).toString()).toBe('PK');
});

it('tells a TypeScript program what it takes', () => {
  writeFileSync(
    path.join(folder, 'wrong.ts'),
    "import { toDocx } from '@xieli/gongwen';\nvoid toDocx({ kind: 'postcard' });\n",
  );
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', 'wrong.ts'];
  const told = () => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  expect(told).toThrow(expect.objectContaining({ stdout: expect.stringContaining('"postcard"') }));
});
