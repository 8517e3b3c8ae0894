import { readFileSync } from 'node:fs';
import { clauseComparer, proposedFrom } from '../../src/index.ts';

/** Two clauses and what a person says of them. */
export interface LabelledPair {
  id: string;
  /** `heldOut` was never looked at while words and numbers of the comparison were chosen. */
  half: 'tuned' | 'heldOut';
  implements: boolean;
  /** What makes it easy or hard. */
  kind: string;
  upstream: string;
  local: string;
}

export interface PairMeasure {
  pairs: number;
  implementing: number;
  proposed: number;
  right: number;
  precision: number;
  recall: number;
  /** By kind, how many were judged as labelled of how many there are. */
  kinds: Record<string, [asLabelled: number, all: number]>;
}

export function labelledPairs(): LabelledPair[] {
  return JSON.parse(readFileSync(new URL('./pairs.json', import.meta.url), 'utf8')) as LabelledPair[];
}

/** How proposing agrees with the labels. The comparison counts rarity in the measured pairs alone, as it does in use. */
export function measurePairs(pairs: readonly LabelledPair[], from = proposedFrom): PairMeasure {
  const { prepare, compare } = clauseComparer(pairs.flatMap(({ upstream, local }) => [upstream, local]));
  const kinds: PairMeasure['kinds'] = {};
  let [proposed, right, implementing] = [0, 0, 0];
  for (const pair of pairs) {
    const isProposed = compare(prepare(pair.upstream), prepare(pair.local)).score >= from;
    const name = `${pair.implements ? '+' : '-'} ${pair.kind}`;
    const [asLabelled, all] = kinds[name] ?? [0, 0];
    kinds[name] = [asLabelled + (isProposed === pair.implements ? 1 : 0), all + 1];
    if (pair.implements) implementing += 1;
    if (!isProposed) continue;
    proposed += 1;
    if (pair.implements) right += 1;
  }
  const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000);
  return {
    ...{ pairs: pairs.length, implementing, proposed, right },
    ...{ precision: share(right, proposed), recall: share(right, implementing), kinds },
  };
}

/** The measure as a table, and as one JSON object in the last line. */
export function pairsReport(): string {
  const all = labelledPairs();
  const halves = {
    tuned: all.filter(({ half }) => half === 'tuned'),
    heldOut: all.filter(({ half }) => half === 'heldOut'),
  };
  const measured = { tuned: measurePairs(halves.tuned), heldOut: measurePairs(halves.heldOut) };
  const rows = Object.entries(measured).map(
    ([name, { pairs, implementing, proposed, right, precision, recall }]) =>
      `| ${name} | ${pairs} | ${implementing} | ${proposed} | ${right} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`,
  );
  const kinds = Object.keys({ ...measured.tuned.kinds, ...measured.heldOut.kinds }).toSorted();
  const of = ({ kinds: known }: PairMeasure, kind: string) => (known[kind] ?? [0, 0]).join('/');
  return [
    '| clause pairs | pairs | implementing | proposed | right | precision | recall |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    '| judged as labelled | tuned | held out |',
    '| --- | ---: | ---: |',
    ...kinds.map((kind) => `| ${kind} | ${of(measured.tuned, kind)} | ${of(measured.heldOut, kind)} |`),
    JSON.stringify({ proposedFrom, ...measured }),
    '',
  ].join('\n');
}
