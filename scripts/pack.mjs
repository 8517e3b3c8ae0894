import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Packs one of packages/ as it is published: JavaScript with types in place of the sources that the repository itself runs,
 * because Node strips no types below node_modules.
 * @param {string} name folder of the package
 * @param {string} target folder that takes the archive
 * @returns {string} path of the .tgz
 */
export function packPackage(name, target) {
  const source = path.join(root, 'packages', name);
  const stage = mkdtempSync(path.join(os.tmpdir(), 'xieli-pack-'));
  try {
    const settings = {
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        rootDir: path.join(source, 'src'),
        outDir: path.join(stage, 'dist'),
        typeRoots: [path.join(root, 'node_modules/@types')],
      },
      include: [path.join(source, 'src/**/*.ts')],
      exclude: [path.join(source, 'src/**/*.test.ts')],
    };
    const project = path.join(stage, 'tsconfig.json');
    writeFileSync(project, JSON.stringify(settings));
    run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', project], stage);
    rmSync(project);
    const manifest = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
    const published = {
      ...manifest,
      exports: Object.fromEntries(Object.entries(manifest.exports).map(([entry, file]) => [entry, builtOf(file)])),
      files: ['dist'],
      engines: { node: '>=20' },
    };
    writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
    cpSync(path.join(source, 'README.md'), path.join(stage, 'README.md'));
    cpSync(path.join(root, 'LICENSE'), path.join(stage, 'LICENSE'));
    mkdirSync(target, { recursive: true });
    const answer = run('npm', ['pack', '--json', '--pack-destination', target], stage);
    const { filename } = Object.values(JSON.parse(answer))[0];
    return path.join(target, filename);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Where the program and the types of a source lie once they are built. @param {string} file */
function builtOf(file) {
  const built = file.replace('./src/', './dist/').replace(/\.ts$/, '');
  return { types: `${built}.d.ts`, default: `${built}.js` };
}

/** @param {string} program @param {string[]} args @param {string} cwd */
function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, target] = process.argv.slice(2);
  if (!name || !target) {
    process.stderr.write('node scripts/pack.mjs PACKAGE FOLDER\n');
    process.exitCode = 2;
  } else process.stdout.write(`${packPackage(name, path.resolve(target))}\n`);
}
