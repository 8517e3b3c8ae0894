import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MECHANISMS = 79;
const NOT_YET = 'not yet';
const NOWHERE = '—';

/**
 * @typedef {{ line: number, number: number, term: string, where: string, test: string }} Row
 */

/**
 * The rows of the table, in the order in which they stand.
 * @param {string} markdown
 * @returns {Row[]}
 */
export function mechanismRows(markdown) {
  return markdown.split('\n').flatMap((text, index) => {
    if (!/^\|\s*\d+\s*\|/.test(text)) return [];
    const [number, term, , where, test] = text
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [{ line: index + 1, number: Number(number), term: term ?? '', where: where ?? '', test: test ?? '' }];
  });
}

const STRING = String.raw`(?:'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)")`;
// `it('title', …)` and, for parametrised tests, `it.each(…)('title', …)`. Skipped tests show nothing and do not count.
const TITLE = new RegExp(
  String.raw`(?:\b(?:it|test|describe)(?:\.(?:concurrent|sequential))?|\))\(\s*${STRING}\s*,`,
  'g',
);

/**
 * Titles of tests and groups of tests, as written.
 * @param {string} source
 * @returns {string[]}
 */
export function testTitles(source) {
  return [...source.matchAll(TITLE)].map((match) => (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'));
}

/**
 * What is wrong with the list; empty when nothing is.
 * @param {string} markdown
 * @param {ReadonlySet<string>} titles titles of all tests
 * @returns {string[]}
 */
export function mechanismFaults(markdown, titles) {
  const rows = mechanismRows(markdown);
  const numbers = rows.map((row) => row.number);
  const order = Array.from({ length: MECHANISMS }, (_, index) => index + 1);
  const missing = order.filter((number) => !numbers.includes(number)).map((number) => `row ${number} is missing`);
  const unexpected = rows
    .filter((row, index) => row.number > MECHANISMS || row.number < 1 || numbers.indexOf(row.number) !== index)
    .map((row) => `line ${row.line}: row ${row.number} does not belong here or stands twice`);
  return [...missing, ...unexpected, ...rows.flatMap((row) => rowFaults(row, titles))];
}

/**
 * @param {Row} row
 * @param {ReadonlySet<string>} titles
 * @returns {string[]}
 */
function rowFaults(row, titles) {
  const place = `line ${row.line}, row ${row.number}`;
  if (row.term === '') return [`${place}: no name`];
  if (row.test === NOT_YET) return [];
  const title = /^`(.+)`$/.exec(row.test)?.[1];
  if (title === undefined) return [`${place}: the last column is a test title in backticks or "${NOT_YET}"`];
  if (row.where === '' || row.where === NOWHERE) return [`${place}: a test but no page or command`];
  if (!titles.has(title)) return [`${place}: no test is called "${title}"`];
  return [];
}

function main() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const markdown = readFileSync(path.join(root, 'docs/mechanisms.md'), 'utf8');
  const files = globSync('{packages/*,server,web,scripts,e2e,bench,torture}/**/*.test.{ts,tsx}', {
    cwd: root,
    exclude: (name) => path.basename(name) === 'node_modules' || path.basename(name) === 'dist',
  });
  const titles = new Set(files.flatMap((file) => testTitles(readFileSync(path.join(root, file), 'utf8'))));
  const faults = mechanismFaults(markdown, titles);
  for (const fault of faults) process.stderr.write(`docs/mechanisms.md ${fault}\n`);
  const rows = mechanismRows(markdown);
  const done = rows.filter((row) => row.test !== NOT_YET).length;
  process.stdout.write(`mechanisms: ${rows.length} rows, ${done} with a test, ${rows.length - done} not yet\n`);
  return faults.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
