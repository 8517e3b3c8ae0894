import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDirective } from '@xieli/directive';
import { median } from './measure.ts';

/** Reading one plain text of a size, in a process of its own. */
export interface ParseMeasure {
  characters: number;
  bytes: number;
  obligations: number;
  /** Characters a second. */
  perSecond: number;
  /** Characters a second of one pass that only cuts the same text into sentences. */
  regexPerSecond: number;
  /** Memory beyond what the process held before, by the byte of the text. */
  memoryPerByte: number;
}

const sizes = [10_000, 100_000, 1_000_000, 3_400_000];
const sentence = /[^。；！？\n]+[。；！？]?/g;
const options = { referenceDate: '2026-11-25' };
const texts = fileURLToPath(new URL('../packages/directive/benchmark/texts', import.meta.url));

/** Reads texts of four sizes, the largest of about 10 MB in UTF-8: the documents of the benchmark, one after the other. */
export function measureParsing(rounds: number): ParseMeasure[] {
  return sizes.map((size) => {
    const runs = Array.from({ length: rounds }, () => measureApart(size));
    const [first] = runs as [ParseMeasure, ...ParseMeasure[]];
    return {
      ...first,
      perSecond: median(runs.map((run) => run.perSecond)),
      regexPerSecond: median(runs.map((run) => run.regexPerSecond)),
      memoryPerByte: median(runs.map((run) => run.memoryPerByte)),
    };
  });
}

function measureApart(size: number): ParseMeasure {
  const child = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), String(size)], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`reading ${size} characters failed: ${child.stderr}`);
  return JSON.parse(child.stdout) as ParseMeasure;
}

/** Documents that go on and on under one title; every third says 应当 where the others say 要, so that none is the same twice. */
function textOf(size: number): string {
  const bodies = readdirSync(texts).map((file) =>
    readFileSync(path.join(texts, file), 'utf8').split('\n').slice(3).join('\n'),
  );
  const parts = ['关于做好有关工作的通知\n各支部：'];
  for (let at = 0, length = 0; length < size; at += 1) {
    const body = bodies[at % bodies.length] ?? '';
    const next = at % 3 === 0 ? body.replaceAll('要', '应当') : body;
    parts.push(next);
    length += next.length + 1;
  }
  // Copied once, so that the text is one run of characters and not a rope of slices.
  return Buffer.from(parts.join('\n').slice(0, size), 'utf8').toString('utf8');
}

function measureHere(size: number): ParseMeasure {
  const text = textOf(size);
  // What a server does that has read a dozen documents: the engine compiles what is asked often only then.
  for (let warm = 0; warm < 16; warm += 1) parseDirective(textOf(60_000), options);
  globalThis.gc?.();
  const held = process.memoryUsage().rss;
  const times = Math.max(1, Math.round(300_000 / size));
  let began = performance.now();
  let { obligations } = parseDirective(text, options);
  for (let again = 1; again < times; again += 1) ({ obligations } = parseDirective(text, options));
  const perSecond = (size * times) / ((performance.now() - began) / 1000);
  const most = process.resourceUsage().maxRSS * 1024;
  began = performance.now();
  for (const _ of text.matchAll(sentence));
  const regexPerSecond = size / ((performance.now() - began) / 1000);
  const bytes = Buffer.byteLength(text);
  const memoryPerByte = Math.max(0, most - held) / bytes;
  return { characters: text.length, bytes, obligations: obligations.length, perSecond, regexPerSecond, memoryPerByte };
}

const [, script, size] = process.argv;
if (script === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(measureHere(Number(size))));
