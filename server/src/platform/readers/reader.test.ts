import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askReader } from './reader.ts';

const limits = { memoryMb: 64, timeMs: 20_000 };
let folder: string;
let module: URL;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-readers-'));
  const file = path.join(folder, 'curious.ts');
  const answering = JSON.stringify(path.join(import.meta.dirname, 'answering.ts'));
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
     import { answerQuestions } from ${answering};
     const hoard: string[][] = [];
     answerQuestions(async (question: { kind: string; bytes?: Uint8Array; file?: string }) => {
       switch (question.kind) {
         case 'sum': return question.bytes!.reduce((sum, byte) => sum + byte, 0);
         case 'who': return { pid: process.pid, env: Object.keys(process.env) };
         case 'throw': throw new RangeError('so it goes');
         case 'hoard': for (;;) hoard.push(Array.from({ length: 1000 }, (_, at) => 'x' + at));
         case 'loop': for (;;);
         case 'die': process.exit(3);
         case 'write': writeFileSync(question.file!, 'x'); return 'written';
       }
     });`,
  );
  module = pathToFileURL(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const who = () =>
  askReader<{ pid: number; env: string[] }>(module, { kind: 'who' }, limits) as Promise<{ pid: number; env: string[] }>;

test('bytes go in and the answer comes out, again and again from the same reader', async () => {
  expect(await askReader(module, { kind: 'sum', bytes: new Uint8Array([1, 2, 250]) }, limits)).toBe(253);
  expect((await who()).pid).toBe((await who()).pid);
});

test('a reader sees nothing of the installation and can write nothing', async () => {
  expect((await who()).env.filter((name) => name.startsWith('XIELI'))).toEqual([]);
  const file = path.join(folder, 'left behind');
  await expect(askReader(module, { kind: 'write', file }, limits)).rejects.toThrow('--allow-fs-write');
  expect(existsSync(file)).toBe(false);
});

test('what it throws is a fault that names its place, and the reader goes on', async () => {
  await expect(askReader(module, { kind: 'throw' }, limits)).rejects.toThrow('RangeError: so it goes');
  expect(await askReader(module, { kind: 'sum', bytes: new Uint8Array([7]) }, limits)).toBe(7);
});

test('beyond its memory or its time it is exhausted, and the next question finds a reader', async () => {
  expect(await askReader(module, { kind: 'hoard' }, limits)).toBe('exhausted');
  expect(await askReader(module, { kind: 'loop' }, { ...limits, timeMs: 300 })).toBe('exhausted');
  expect(await askReader(module, { kind: 'sum', bytes: new Uint8Array([9]) }, limits)).toBe(9);
});

test('an end without an answer is a fault', async () => {
  await expect(askReader(module, { kind: 'die' }, limits)).rejects.toThrow('ended with 3');
});

test('two read at a time and the others wait, none is forgotten', async () => {
  const pids = await Promise.all(Array.from({ length: 6 }, () => who().then(({ pid }) => pid)));
  expect(new Set(pids).size).toBeLessThanOrEqual(2);
});

test('a reader ends with the server that was killed', async () => {
  const said = path.join(folder, 'pid');
  const asker = path.join(folder, 'asker.ts');
  writeFileSync(
    asker,
    `import { writeFileSync } from 'node:fs';
     import { askReader } from ${JSON.stringify(path.join(import.meta.dirname, 'reader.ts'))};
     const { pid } = await askReader(new URL(${JSON.stringify(module.href)}), { kind: 'who' }, ${JSON.stringify(limits)});
     writeFileSync(${JSON.stringify(said)}, String(pid));
     setInterval(() => undefined, 1000);`,
  );
  const server = spawn(process.execPath, [asker]);
  await expect.poll(() => existsSync(said) && readFileSync(said, 'utf8'), { timeout: 20_000 }).toMatch(/^\d+$/);
  const pid = Number(readFileSync(said, 'utf8'));
  expect(lives(pid)).toBe(true);
  server.kill('SIGKILL');
  await expect.poll(() => lives(pid), { timeout: 20_000 }).toBe(false);
});

/** A process that ended and was not yet waited for counts as ended. */
function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
