import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const databaseModule = 'server/src/platform/database/testing.ts';

/**
 * Sorts all test files by what they need. A file in e2e/ needs a browser; a file from which imports lead to
 * `platform/database/testing.ts` needs a database; the others need nothing.
 * @param {string} root folder of the repository
 * @returns {{ unit: string[], database: string[], browser: string[] }} paths from the root
 */
export function testFilesByGround(root) {
  const files = globSync('{packages/*,server,web,scripts,e2e,bench,torture}/**/*.test.{ts,tsx}', {
    cwd: root,
    exclude: (name) => path.basename(name) === 'node_modules' || path.basename(name) === 'dist',
  });
  const reaches = importFinder(path.join(root, databaseModule));
  const browser = files.filter((file) => file.startsWith('e2e/'));
  const rest = files.filter((file) => !file.startsWith('e2e/'));
  const database = rest.filter((file) => reaches(path.join(root, file)));
  return { browser, database, unit: rest.filter((file) => !database.includes(file)) };
}

/** @param {string} goal */
function importFinder(goal) {
  /** @type {Map<string, boolean>} */
  const known = new Map([[goal, true]]);
  /** @param {string} file @returns {boolean} */
  return function reaches(file) {
    const answer = known.get(file);
    if (answer !== undefined) return answer;
    // Before the search, so that a circle of imports ends.
    known.set(file, false);
    const found = importsOf(file).some(reaches);
    known.set(file, found);
    return found;
  };
}

/** Relative imports of a module that exist at run time. @param {string} file */
function importsOf(file) {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s(?!type\s)[^'";]*?from '(\.[^']+)'|^import '(\.[^']+)'|import\('(\.[^']+)'\)/gm,
  );
  return [...found].map((match) => path.join(path.dirname(file), match[1] ?? match[2] ?? match[3] ?? ''));
}
