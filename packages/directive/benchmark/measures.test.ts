import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GuideShape } from '../src/guide-shape.ts';
import { asReading, f1, type Gold, measure, part } from './measures.ts';

const folder = import.meta.dirname;
const golds = readdirSync(path.join(folder, 'gold')).map(
  (file) => JSON.parse(readFileSync(path.join(folder, 'gold', file), 'utf8')) as Gold,
);

const nothing: GuideShape = { structure: [], obligations: [], deadlines: [], references: [] };

describe.each(golds.map((gold) => [gold.id, gold] as const))('document %s', (id, gold) => {
  const text = readFileSync(path.join(folder, 'texts', `${id}.txt`), 'utf8');

  it('quotes its text at the places it gives, and overlaps nowhere', () => {
    const spans = [...gold.obligations, ...gold.negatives, ...gold.neutral].toSorted((a, b) => a.start - b.start);
    for (const { start, end, quote } of spans) expect(text.slice(start, end)).toBe(quote);
    const meeting = spans.filter(({ start }, at) => start < (spans[at - 1]?.end ?? 0));
    expect(meeting.map(({ quote }) => quote)).toEqual([]);
  });

  it('agrees with itself in everything, and with an empty reading in nothing', () => {
    const perfect = measure(gold, asReading(gold));
    for (const counts of [perfect.structure, perfect.obligations, perfect.deadlines, perfect.references])
      expect([null, 1]).toContain(f1(counts));
    for (const share of [perfect.hardFound, perfect.owners, perfect.recurrences, perfect.quantities])
      expect([null, 1]).toContain(part(share));
    expect(part(perfect.trapsHit) ?? 0).toBe(0);
    const empty = measure(gold, nothing);
    expect(empty.obligations.right).toBe(0);
    expect(empty.obligations.missed).toBe(gold.obligations.length);
  });
});

describe('a reading of one document', () => {
  const gold = golds.find(({ obligations }) => obligations.length > 10) as Gold;
  const read = asReading(gold);

  it('is charged for what it adds, and for the trap it falls into', () => {
    const trap = gold.negatives[0] as Gold['negatives'][number];
    const taken = { ...(read.obligations[0] as GuideShape['obligations'][number]), ...trap, para: -1 };
    const measured = measure(gold, { ...read, obligations: [...read.obligations, taken] });
    expect(measured.obligations).toEqual({ right: gold.obligations.length, extra: 1, missed: 0 });
    expect(measured.trapsHit.so).toBe(1);
  });

  it('says how often the sure and the unsure proposals are right', () => {
    const unsure = read.obligations.map((one, at) => ({ ...one, confidence: at < 3 ? 0.9 : 0.89 }));
    const stray = { ...(unsure[0] as GuideShape['obligations'][number]), start: 0, end: 1, para: -1 };
    const measured = measure(gold, { ...read, obligations: [...unsure, stray] });
    expect(measured.sure).toEqual({ so: 3, of: 4 });
    expect(measured.unsure).toEqual({ so: gold.obligations.length - 3, of: gold.obligations.length - 3 });
  });

  it('is not charged for what lies on a heading', () => {
    const { start, end } = gold.structure.find(({ title }) => title.length > 6) as Gold['structure'][number];
    const onHeading = { ...(read.obligations[0] as GuideShape['obligations'][number]), start, end, para: -1 };
    expect(measure(gold, { ...read, obligations: [...read.obligations, onHeading] }).obligations.extra).toBe(0);
  });

  it('matches a span that shares half, and not one that shares less', () => {
    const wanted = gold.obligations.find(({ start, end }) => end - start >= 20 && end - start <= 40);
    const first = {
      ...wanted,
      kind: '',
      confidence: 1,
      deadline: null,
      quantity: [],
    } as GuideShape['obligations'][number];
    const half = first.start + Math.ceil((first.end - first.start) / 2);
    const short = (end: number) => measure(gold, { ...nothing, obligations: [{ ...first, end }] }).obligations.right;
    expect([short(half), short(half - 2)]).toEqual([1, 0]);
  });
});
