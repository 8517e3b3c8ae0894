import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const bootstrap = ['bootstrap.mjs', 'install.mjs', 'run-program.mjs', 'web-build-stamp.mjs'];
let clone: string;

/** A clone with this bootstrap, a package that is no registry's, and programs that only say that they ran. */
beforeEach(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), 'xieli-clone-'));
  for (const file of bootstrap) cpSync(path.join(import.meta.dirname, file), path.join(clone, 'scripts', file));
  depend({ tiny: 'file:tiny' });
  write('tiny/package.json', { name: 'tiny', version: '1.0.0' });
  const npm = spawnSync('npm', ['install', '--package-lock-only', '--offline', '--no-audit'], { cwd: clone });
  expect(npm.status).toBe(0);
  write('scripts/build.mjs', `process.stderr.write('the build\\n');`);
  write(
    'server/src/main.ts',
    `await import('tiny/package.json', { with: { type: 'json' } }); console.log('the program');`,
  );
});
afterEach(() => rmSync(clone, { recursive: true }));

function write(file: string, content: string | object) {
  mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
  writeFileSync(path.join(clone, file), typeof content === 'string' ? content : JSON.stringify(content));
}

function depend(dependencies: Record<string, string>) {
  const scripts = { start: 'node scripts/bootstrap.mjs server/src/main.ts' };
  write('package.json', { name: 'clone', type: 'module', scripts, dependencies });
}

/** What `npm start` says, in the order in which it says it. */
function start() {
  const searched = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`;
  const { status, stdout } = spawnSync('bash', ['-c', 'npm start 2>&1'], {
    ...{ cwd: clone, encoding: 'utf8', env: { ...process.env, PATH: searched, npm_config_offline: 'true' } },
  });
  return { status, said: stdout.split('\n').filter((line) => line !== '' && !line.startsWith('> ')) };
}

it('npm start in a fresh clone installs, builds and runs, and says so; a second start runs at once', () => {
  expect(start()).toEqual({
    status: 0,
    said: [
      expect.stringMatching(/^正在安装依赖.*Installing dependencies/),
      expect.stringMatching(/^added 1 package/),
      expect.stringMatching(/^依赖已装好,用时 \d+ 秒。 Dependencies installed in \d+ s\.$/),
      'the build',
      'the program',
    ],
  });
  expect(start()).toEqual({ status: 0, said: ['the build', 'the program'] });
});

it('npm start says that the dependencies could not be had, and runs nothing', () => {
  depend({ tiny: 'file:tiny', nowhere: '1.0.0' });
  const { status, said } = start();
  expect(status).not.toBe(0);
  expect(said.join('\n')).toContain('依赖安装失败');
  expect(said).not.toContain('the program');
});
