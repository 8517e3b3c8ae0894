import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A module longer than this has more than one concern. */
const longestAllowed = 450;
/** Tables of words and what a program wrote are long without being hard to read. */
const exempt = /schema\.gen\.ts$|\/(locale|lexicon|documents)\/|^packages\/codes\/src\//;

/**
 * Measures what grows quietly: the longest modules, and how many files one column of the task table is spread over,
 * which is what adding such a field costs.
 * @param {string} root folder of the repository
 * @returns {{ lines: string[], tooLong: string[] }} lines to print, and the modules beyond the limit
 */
export function houseSize(root) {
  const modules = globSync('{packages/*,server,web,e2e,bench,torture,scripts}/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (name) => ['node_modules', 'dist'].includes(path.basename(name)),
  }).map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { file, text, length: text.split('\n').length - 1 };
  });
  const product = modules.filter(({ file }) => !/\.test\.tsx?$/.test(file));
  const longest = product.filter(({ file }) => !exempt.test(file)).sort((a, b) => b.length - a.length);
  const spread = fieldSpread(root, product);
  return {
    lines: [
      `${product.length} modules, ${sum(product)} lines; ${modules.length - product.length} test files, ${sum(modules) - sum(product)} lines`,
      `longest: ${longest
        .slice(0, 5)
        .map(({ file, length }) => `${file} ${length}`)
        .join(', ')}`,
      `a column of tasks stands in ${spread.median} files (median), at most ${spread.most} (${spread.widest})`,
    ],
    tooLong: longest.filter(({ length }) => length > longestAllowed).map(({ file, length }) => `${file} ${length}`),
  };
}

/** @param {string} root @param {{ file: string, text: string }[]} product */
function fieldSpread(root, product) {
  const schema = readFileSync(path.join(root, 'server/src/platform/database/schema.gen.ts'), 'utf8');
  const body = /export interface Tasks \{([^}]*)\}/.exec(schema)?.[1] ?? '';
  // Names that many tables share say nothing about this one.
  const columns = [...body.matchAll(/^ {2}(\w+_\w+):/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'tenant_id');
  const counts = columns
    .map((column) => {
      const camel = column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
      const named = new RegExp(String.raw`\b(${column}|${camel})\b`);
      return { column, files: product.filter(({ text }) => named.test(text)).length };
    })
    .sort((a, b) => a.files - b.files);
  const last = counts.at(-1);
  return {
    median: counts[Math.floor(counts.length / 2)]?.files ?? 0,
    most: last?.files ?? 0,
    widest: last?.column ?? 'none',
  };
}

/** @param {{ length: number }[]} modules */
function sum(modules) {
  return modules.reduce((total, { length }) => total + length, 0);
}
