import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * How much script the first load of each page brings, gzipped: the entry, the page's own chunk and everything that either
 * imports statically. The pages are read from src/app/routes.ts, so a new page is measured without being named here.
 *
 *     node scripts/weight.mjs [--limit KB]     exit 1 when a page is heavier than the limit;
 *                                              pages marked `desk` in routes.ts are shown and not held to it
 */

const web = path.resolve(import.meta.dirname, '..');
const entry = 'index.html';
/** Draws the panels of the features as well; it is weighed with all of them, as if one person held every permission. */
const firstPage = 'src/features/home/HomePage.tsx';

/**
 * @param {string} dist folder of the built web
 * @returns {{ page: string, kilobytes: number, desk: boolean, files: string[] }[]} heaviest first
 */
export function weighPages(dist = path.join(web, 'dist')) {
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite', 'manifest.json'), 'utf8'));
  const sizes = new Map();
  const sizeOf = (file) => {
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length);
    return sizes.get(file);
  };
  const { pages, panels, desk } = modulesOfRoutes(manifest);
  return pages
    .map((page) => {
      const files = [...closureOf(manifest, [entry, page, ...(page === firstPage ? panels : [])])];
      const bytes = files.reduce((sum, file) => sum + sizeOf(file), 0);
      return { page, kilobytes: Math.round(bytes / 102.4) / 10, desk: desk.has(page), files };
    })
    .sort((a, b) => b.kilobytes - a.kilobytes);
}

/** The modules that routes.ts loads, as the manifest names them. */
function modulesOfRoutes(manifest) {
  const source = readFileSync(path.join(web, 'src', 'app', 'routes.ts'), 'utf8');
  const half = source.indexOf('export const homePanels');
  const loadedIn = (text) => [...text.matchAll(/import\('\.\.\/([^']+)'\)/g)].map((match) => `src/${match[1]}`);
  const pages = loadedIn(source.slice(0, half));
  const panels = loadedIn(source.slice(half));
  // The flag follows the page's `load` and belongs to the last one before it.
  const desk = new Set(
    source
      .slice(0, half)
      .split('desk: true')
      .slice(0, -1)
      .map((before) => loadedIn(before).at(-1)),
  );
  const missing = [...pages, ...panels].filter((name) => manifest[name] === undefined);
  if (half === -1 || pages.length === 0 || missing.length > 0) {
    throw new Error(
      `routes.ts and the build do not agree; build the web first. Missing: ${missing.join(', ') || 'all pages'}`,
    );
  }
  return { pages, panels, desk };
}

/** Script files of the modules and of all their static imports. */
function closureOf(manifest, modules, files = new Set()) {
  for (const name of modules) {
    const chunk = manifest[name];
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    closureOf(manifest, chunk.imports ?? [], files);
  }
  return files;
}

function main() {
  const at = process.argv.indexOf('--limit');
  const limit = at === -1 ? Number.POSITIVE_INFINITY : Number(process.argv[at + 1]);
  if (Number.isNaN(limit)) throw new Error('--limit needs a number of kilobytes');
  const pages = weighPages();
  for (const { page, kilobytes, desk } of pages) {
    console.log(`${kilobytes.toFixed(1).padStart(7)} KB  ${page}${desk ? '  (desk)' : ''}`);
  }
  const heavy = pages.filter((page) => !page.desk && page.kilobytes > limit);
  if (heavy.length > 0) {
    console.error(`Heavier than ${limit} KB: ${heavy.map(({ page }) => page).join(', ')}`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
