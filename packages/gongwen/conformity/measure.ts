/**
 * Renders the samples through LibreOffice and measures what comes out against GB/T 9704-2012: `npm run conformity` at the
 * root of the repository. Needs soffice, pdftotext, pdftoppm, pdffonts (Debian: libreoffice-writer, poppler-utils). Writes
 * results.md beside this file; ends with status 1 where the file is to blame for a measure outside its tolerance.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Fonts, standardFonts, toDocx } from '../src/index.ts';
import { readSheet, type Sheet } from './ink.ts';
import { type Measure, measures } from './measures.ts';
import { samples } from './samples.ts';

/** Its digits are half as wide as its characters, like those of the typefaces the standard names. */
const measuredWith = process.env.GONGWEN_FONT ?? 'Noto Sans Mono CJK SC';
const dotsPerInch = 300;
/** The page before an imprint may be empty; LibreOffice leaves such pages out unless told otherwise. */
const pdfWithEmptyPages = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}';

const folder = mkdtempSync(path.join(tmpdir(), 'gongwen-'));
try {
  const fonts = Object.fromEntries(
    Object.keys(standardFonts).map((face) => [face, { name: measuredWith, fallbacks: [] }]),
  ) as unknown as Fonts;
  for (const [name, paper] of Object.entries(samples)) {
    writeFileSync(path.join(folder, `${name}.docx`), await toDocx(paper, fonts));
  }
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const files = Object.keys(samples).map((name) => `${name}.docx`);
  run('soffice', [profile, '--headless', '--convert-to', pdfWithEmptyPages, '--outdir', folder, ...files]);
  if (process.argv[2]) {
    for (const name of Object.keys(samples)) run('cp', [`${name}.docx`, `${name}.pdf`, path.resolve(process.argv[2])]);
  }
  const results = measures({ sheet, text, pages });
  writeFileSync(path.join(import.meta.dirname, 'results.md'), report(results));
  const outside = results.filter(({ ok }) => !ok);
  process.stdout.write(`${results.length - outside.length} of ${results.length} measures within their tolerance\n`);
  for (const { item, found } of outside) process.stdout.write(`outside: ${item}: ${found}\n`);
  process.exitCode = outside.every(({ because }) => because) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(program: string, args: readonly string[]): Buffer {
  return execFileSync(program, args, { cwd: folder, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

function sheet(name: string, number: number): Sheet {
  const only = ['-f', String(number), '-l', String(number)];
  run('pdftoppm', ['-r', String(dotsPerInch), ...only, '-singlefile', `${name}.pdf`, `${name}-${number}`]);
  return readSheet(readFileSync(path.join(folder, `${name}-${number}.ppm`)), dotsPerInch);
}

/** The lines of a page, without those that are empty. */
function text(name: string, number: number): string[] {
  const only = ['-f', String(number), '-l', String(number)];
  return run('pdftotext', ['-raw', ...only, `${name}.pdf`, '-'])
    .toString('utf8')
    .split('\n')
    .map((line) => line.replaceAll('\f', '').trim())
    .filter((line) => line !== '');
}

function pages(name: string): number {
  return Number(/^Pages:\s+(\d+)/m.exec(run('pdfinfo', [`${name}.pdf`]).toString('utf8'))?.[1] ?? 0);
}

function report(results: readonly Measure[]): string {
  const program = execFileSync('soffice', ['--version']).toString('utf8').trim().split(' ').slice(0, 2).join(' ');
  const fontsFound = new Set(
    run('pdffonts', ['circular.pdf'])
      .toString('utf8')
      .split('\n')
      .slice(2)
      .map((line) => /^(?:[A-Z]{6}\+)?(\S+)/.exec(line)?.[1] ?? '')
      .filter((name) => name !== ''),
  );
  const rows = results.map(
    ({ item, rule, found, ok }) => `| ${item} | ${rule} | ${found} | ${ok ? 'yes' : '**no**'} |`,
  );
  return [
    '# Measured conformity',
    '',
    `The samples of \`samples.ts\`, rendered by ${program} with the typeface ${measuredWith} in place of the licensed ones (in the`,
    `file: ${[...fontsFound].join(', ')}), measured on the PDF at ${dotsPerInch} dots per inch. Other programs and typefaces were not`,
    'measured. Repeat with `npm run conformity`.',
    '',
    '| Item | Rule | Measured | Within tolerance |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
