import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseDirective, toGuideShape } from '../src/index.ts';
import { f1, type Gold, type Measures, measure, part, sum } from './measures.ts';

/**
 * `npm run benchmark [-- --set FOLDER --only 01,02]`: reads every document of a set (`texts/NN.txt`, `gold/NN.json`) and
 * prints how the reading agrees with the annotation, as a table and as one JSON object.
 */
const { values } = parseArgs({
  options: { set: { type: 'string', default: import.meta.dirname }, only: { type: 'string' } },
});
const only = values.only?.split(',');

const measured = readdirSync(path.join(values.set, 'gold'))
  .filter((file) => file.endsWith('.json') && (only?.includes(path.basename(file, '.json')) ?? true))
  .toSorted()
  .map((file) => {
    const id = path.basename(file, '.json');
    const gold = JSON.parse(readFileSync(path.join(values.set, 'gold', file), 'utf8')) as Gold;
    const text = readFileSync(path.join(values.set, 'texts', `${id}.txt`), 'utf8');
    const read = toGuideShape(parseDirective(text, { referenceDate: gold.referenceDate }));
    return { id, genre: gold.genre, measures: measure(gold, read) };
  });

/** The columns of the table: what each measure is called and how it is read. */
const columns: Record<string, (measures: Measures) => number | null> = {
  structure: ({ structure }) => f1(structure),
  obligations: ({ obligations }) => f1(obligations),
  'hard found': ({ hardFound }) => part(hardFound),
  'traps hit': ({ trapsHit }) => part(trapsHit),
  owners: ({ owners }) => part(owners),
  deadlines: ({ deadlines }) => f1(deadlines),
  references: ({ references }) => f1(references),
  recurrences: ({ recurrences }) => part(recurrences),
  quantities: ({ quantities }) => part(quantities),
};

const figures = (measures: Measures) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, of]) => {
      const value = of(measures);
      return [name, value === null ? null : Math.round(value * 1000) / 1000];
    }),
  );
const row = (name: string, genre: string, measures: Measures) =>
  `| ${name} | ${genre} | ${Object.values(figures(measures))
    .map((value) => value?.toFixed(3) ?? '')
    .join(' | ')} |`;

const all = sum(measured.map(({ measures }) => measures));
const speeches = sum(measured.filter(({ genre }) => genre === 'speech').map(({ measures }) => measures));
process.stdout.write(
  [
    `| | genre | ${Object.keys(columns).join(' | ')} |`,
    `| --- | --- |${' ---: |'.repeat(Object.keys(columns).length)}`,
    ...measured.map(({ id, genre, measures }) => row(id, genre, measures)),
    row('speeches', '', speeches),
    row('all', '', all),
    JSON.stringify({ documents: measured.length, all: figures(all), speeches: figures(speeches) }),
    '',
  ].join('\n'),
);
