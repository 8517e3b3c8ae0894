import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * What the tests need of the machine beside Node: a Chromium, a Chinese font, a PostgreSQL server to be the external
 * database, OpenSSL to make certificates, and for the bundle what an administrator has: nginx, systemd's checks of a unit, the
 * network of a machine apart.
 * @typedef {{ name: string, packages: string[], present: () => boolean }} Need
 */

const oldestPostgres = 15;

/** @type {Need[]} */
const needs = [
  { name: 'Chromium', packages: ['chromium-headless-shell'], present: () => findChromium() !== null },
  { name: '中文字体 Chinese fonts', packages: ['fonts-noto-cjk'], present: hasChineseFont },
  { name: 'PostgreSQL 15', packages: ['postgresql-15'], present: hasPostgres },
  { name: 'OpenSSL', packages: ['openssl'], present: () => runs('openssl', ['version']) },
  { name: 'nginx', packages: ['nginx'], present: () => runs('nginx', ['-v']) },
  { name: 'systemd-analyze', packages: ['systemd'], present: () => runs('systemd-analyze', ['--version']) },
  { name: 'ip', packages: ['iproute2'], present: () => runs('ip', ['-V']) },
];

/**
 * Makes sure that everything is there: as root on Debian it installs what is missing, elsewhere it says how.
 * @returns {string | null} null when all is there, else one line for the reader
 */
export function ensureMachine() {
  const missing = needs.filter((need) => !need.present());
  if (missing.length === 0) return null;
  const packages = missing.flatMap((need) => need.packages);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const names = missing.map((need) => need.name).join('、');
  if (process.getuid?.() === 0 && runs('apt-get', ['--version'])) {
    process.stderr.write(`正在安装测试所需:${names} Installing what the tests need: ${packages.join(' ')}\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2], env });
    spawnSync('apt-get', install, { stdio: ['ignore', 2, 2], env });
  }
  const still = needs.filter((need) => !need.present());
  if (still.length === 0) return null;
  return (
    `测试缺少 ${still.map((need) => need.name).join('、')},请执行(或用 XIELI_CHROMIUM 指明浏览器): ` +
    `The tests need it; run (or name a browser in XIELI_CHROMIUM): sudo apt-get ${install.join(' ')}`
  );
}

/** Path of a Chromium: the one named by XIELI_CHROMIUM, else an installed one. @returns {string | null} */
export function findChromium() {
  const named = process.env.XIELI_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  // The one without windows first: the others draw their own tabs and buttons too, which costs as much as the page.
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

function hasPostgres() {
  return existsSync(`/usr/lib/postgresql/${oldestPostgres}/bin/initdb`);
}

/** @param {string} program @param {string[]} args */
function runs(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
