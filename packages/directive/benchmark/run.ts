import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseDirective, RULE_FAMILIES, type RuleFamily, toGuideShape } from '../src/index.ts';
import { asReading, f1, type Gold, type Measures, measure, part, sum } from './measures.ts';
import { pairsReport } from './pairs/measure.ts';

/**
 * `npm run benchmark [-- --set FOLDER,FOLDER --only 01,02 --ablation --agreement]`: reads every document of the sets (`texts/NN.txt`,
 * `gold/NN.json`) and prints how the reading agrees with the annotation, as a table and as one JSON object; with
 * `--ablation` a second table, in which each family of rules is left out in turn; with `--agreement` how the second annotator
 * agrees with the first. `--pairs` prints instead how the proposals of links between clauses agree with the labelled pairs.
 */
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: import.meta.dirname },
    only: { type: 'string' },
    ablation: { type: 'boolean', default: false },
    agreement: { type: 'boolean', default: false },
    pairs: { type: 'boolean' },
  },
});
if (values.pairs) {
  process.stdout.write(pairsReport());
  process.exit();
}
const only = values.only?.split(',');

const documents = values.set.split(',').flatMap((set) =>
  readdirSync(path.join(set, 'gold'))
    .map((file) => path.basename(file, '.json'))
    .filter((id) => only?.includes(id) ?? true)
    .toSorted()
    .map((id) => ({
      id,
      gold: JSON.parse(readFileSync(path.join(set, 'gold', `${id}.json`), 'utf8')) as Gold,
      text: readFileSync(path.join(set, 'texts', `${id}.txt`), 'utf8'),
    })),
);

function measureAll(without: readonly RuleFamily[]): { id: string; genre: string; measures: Measures }[] {
  return documents.map(({ id, gold, text }) => {
    const read = toGuideShape(parseDirective(text, { referenceDate: gold.referenceDate, without }));
    return { id, genre: gold.genre, measures: measure(gold, read) };
  });
}

/** The columns of the table: what each measure is called and how it is read. */
const columns: Record<string, (measures: Measures) => number | null> = {
  structure: ({ structure }) => f1(structure),
  obligations: ({ obligations }) => f1(obligations),
  'hard found': ({ hardFound }) => part(hardFound),
  'traps hit': ({ trapsHit }) => part(trapsHit),
  owners: ({ owners }) => part(owners),
  deadlines: ({ deadlines }) => f1(deadlines),
  'dates of actions': ({ dated }) => part(dated),
  references: ({ references }) => f1(references),
  recurrences: ({ recurrences }) => part(recurrences),
  quantities: ({ quantities }) => part(quantities),
  'sure and right': ({ sure }) => part(sure),
  'unsure and right': ({ unsure }) => part(unsure),
};

const figures = (measures: Measures) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, of]) => {
      const value = of(measures);
      return [name, value === null ? null : Math.round(value * 1000) / 1000];
    }),
  );
const heads = (first: string) => [
  `| ${first} | ${Object.keys(columns).join(' | ')} |`,
  `| --- |${' ---: |'.repeat(Object.keys(columns).length)}`,
];
const row = (name: string, measures: Measures) =>
  `| ${name} | ${Object.values(figures(measures))
    .map((value) => value?.toFixed(3) ?? '')
    .join(' | ')} |`;

/** The annotation of the second reader, measured like a reading. */
function agreement(): { id: string; measures: Measures }[] {
  const folder = path.join(import.meta.dirname, 'second', 'gold');
  return documents
    .filter(({ id }) => existsSync(path.join(folder, `${id}.json`)))
    .map(({ id, gold }) => {
      const second = JSON.parse(readFileSync(path.join(folder, `${id}.json`), 'utf8')) as Gold;
      return { id, measures: measure(gold, asReading(second)) };
    });
}

const measured = measureAll([]);
const whole = (of: typeof measured) => sum(of.map(({ measures }) => measures));
const all = whole(measured);
const speeches = whole(measured.filter(({ genre }) => genre === 'speech'));
const lines = [
  ...heads('document'),
  ...measured.map(({ id, genre, measures }) => row(`${id} ${genre}`, measures)),
  row('speeches', speeches),
  row('all', all),
  ...(values.ablation
    ? [
        '',
        ...heads('without'),
        row('nothing', all),
        ...RULE_FAMILIES.map((family) => row(family, whole(measureAll([family])))),
      ]
    : []),
  ...(values.agreement
    ? ['', ...heads('second annotator'), ...agreement().map(({ id, measures }) => row(id, measures))]
    : []),
  JSON.stringify({ documents: measured.length, all: figures(all), speeches: figures(speeches) }),
];
process.stdout.write(`${lines.join('\n')}\n`);
