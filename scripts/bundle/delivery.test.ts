import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBundle } from './bundle.mjs';
import { readContainerfile } from './testing-containerfile.ts';
import { shellBlocks } from './testing-guide.ts';
import { type Account, type MachineApart, machineApart, type Started } from './testing-machine.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Nobody: the one account that every machine has and that owns nothing. */
const nobody = 65_534;
const seconds = 1000;

let folder: string;
let bundle: Awaited<ReturnType<typeof makeBundle>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-bundled-'));
  bundle = await makeBundle(`${process.platform}-${process.arch}`, folder, { level: 0 });
}, 180 * seconds);
afterAll(() => rmSync(folder, { recursive: true }));

/** A certificate of its own for the name in the example of nginx, where the example expects it. */
function certify(machine: MachineApart): void {
  const at = '/etc/ssl/xieli';
  mkdirSync(`${machine.root}${at}`, { recursive: true });
  const name = 'xieli.example.cn';
  const files = ['-keyout', `${at}/privkey.pem`, '-out', `${at}/fullchain.pem`];
  const words = [
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
  ];
  expect(machine.run(['openssl', 'req', ...words, ...files], { env: { HOME: '/root' } }).code).toBe(0);
  writeFileSync(`${machine.root}/etc/hosts`, `127.0.0.1 localhost ${name}\n`);
}

async function running(server: Started): Promise<Started> {
  await expect
    .poll(() => server.said(), { timeout: 150 * seconds, interval: 200 })
    .toMatch(/is running|http:\/\/127\.0\.0\.1:8080\n/);
  return server;
}

describe('unpacked into an empty folder of a machine without a network', () => {
  const home = '/srv/office';
  const someone: Account = { user: String(nobody), cwd: home };
  const at = (name: string) => `${home}/${bundle.name}/${name}`;
  const container = readContainerfile(readFileSync(path.join(root, 'deploy/Containerfile'), 'utf8'));
  let machine: MachineApart;

  beforeAll(async () => {
    machine = await machineApart();
    const inside = `${machine.root}${home}`;
    mkdirSync(inside, { recursive: true });
    cpSync(bundle.file, `${inside}/bundle.tar.gz`);
    chownSync(inside, nobody, nobody);
    expect(machine.run(['tar', '-xzf', 'bundle.tar.gz'], someone)).toEqual({ code: 0, stdout: '', stderr: '' });
    symlinkSync(at(''), `${machine.root}/opt/xieli`);
  }, 120 * seconds);
  afterAll(() => machine.remove());

  /** What a browser in the machine gets. */
  function ask(url: string, request: object = {}): { status: number; text: string } {
    const program = `
      const [url, request] = JSON.parse(process.argv[1]);
      const answer = await fetch(url, request).catch((error) => ({ status: 0, text: () => error.message }));
      console.log(JSON.stringify({ status: answer.status, text: await answer.text() }));`;
    const words = ['--input-type=module', '--eval', program, JSON.stringify([url, request])];
    return JSON.parse(machine.run([at('lib/node/bin/node'), ...words], someone).stdout);
  }

  it('says which version it is, and of settings that are not there that they are not', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(machine.run([at('bin/xieli'), 'version'], someone).stdout).toBe(`${version}\n`);
    const lost = machine.run([at('bin/xieli'), '--settings', '/nowhere', 'version'], someone);
    expect(lost).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('/nowhere') });
  });

  it(
    'serves a user without root and without any setting: page, sign-in, upload and live stream through the example of nginx',
    async () => {
      certify(machine);
      cpSync(path.join(root, 'deploy/nginx.conf'), `${machine.root}/etc/nginx/conf.d/xieli.conf`);
      cpSync(path.join(root, 'docs/samples/notice.txt'), `${machine.root}/srv/notice.txt`);
      cpSync(path.join(import.meta.dirname, 'testing-visitor.mjs'), `${machine.root}/srv/visitor.mjs`);
      const [server, nginx] = await Promise.all([
        machine.start([at('bin/xieli'), 'demo'], someone).then(running),
        machine.start(['nginx', '-g', 'daemon off;']),
      ]);
      expect(ask('http://127.0.0.1:8080/readyz').text).toBe('{"database":true,"jobs":true,"disk":true}');
      const page = ask('http://127.0.0.1:8080/', { headers: { accept: 'text/html' } });
      const [, script = ''] = /<script type="module"[^>]* src="(\/assets\/[^"]+\.js)"/.exec(page.text) ?? [];
      expect(ask(`http://127.0.0.1:8080${script}`).status).toBe(200);
      expect(ask('http://xieli.example.cn/', { redirect: 'manual' }).status).toBe(301);
      const words = ['/srv/visitor.mjs', 'https://xieli.example.cn', '/srv/notice.txt'];
      const trusting = { ...someone, env: { NODE_EXTRA_CA_CERTS: '/etc/ssl/xieli/fullchain.pem' } };
      const visit = machine.run([at('lib/node/bin/node'), ...words], trusting);
      expect(visit.stderr).toBe('');
      expect(JSON.parse(visit.stdout)).toEqual({
        page: 200,
        cookie: expect.stringMatching(/^__Host-.*Secure/),
        heard: ['event: ready', 'feedback'],
        read: { status: 200, characters: expect.toSatisfy((count: number) => count > 500) },
        beyondXieli: { status: 413, by: expect.stringContaining('application/problem+json') },
        beyondNginx: { status: 413, by: 'text/html' },
        stranger: 403,
      });
      expect(machine.run([at('bin/xieli'), 'doctor', '--json'], someone).code).toBe(0);
      expect(machine.run(container.healthcheck, someone)).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(await server.stop()).toBe(0);
      expect(machine.run(container.healthcheck, someone).code).toBe(1);
      await nginx.stop();
      // Nothing in /tmp, in a home, or anywhere else than in its folder.
      expect(machine.writtenBy(String(nobody)).filter((file) => !file.startsWith(`${home}/`))).toEqual([]);
    },
    180 * seconds,
  );

  it('is what the container starts: not as root, with nothing from a network, on its volume', () => {
    expect(container).toMatchObject({ from: ['debian:12-slim'], user: '10001', command: ['serve'] });
    expect(container.volumes).toEqual([container.environment.XIELI_DATA_DIR]);
    expect(container.runs.map(([program]) => program)).toEqual(['useradd', 'install']);
    const started = machine.run([...container.entrypoint, 'version'], {
      user: String(nobody),
      env: container.environment,
    });
    expect(started).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the administration guide, on a machine of its own', () => {
  const guide = shellBlocks(readFileSync(path.join(root, 'docs/administration.md'), 'utf8'));
  const unit = readFileSync(path.join(root, 'deploy/xieli.service'), 'utf8');
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'en_US.UTF-8',
    // Twenty commands read the same program; all but the first find it compiled.
    NODE_COMPILE_CACHE: '/tmp/compiled',
  };
  let machine: MachineApart;
  let server: Started | null = null;

  beforeAll(async () => {
    machine = await machineApart();
    for (const file of [bundle.file, `${bundle.file}.sha256`])
      cpSync(file, `${machine.root}/root/${path.basename(file)}`);
    certify(machine);
    const cluster = 'test -d /etc/postgresql/15/main || pg_createcluster 15 main; pg_ctlcluster 15 main start';
    expect(machine.run(['sh', '-c', cluster], { env })).toMatchObject({ code: 0 });
  }, 120 * seconds);
  afterAll(() => machine.remove());

  const stop = async () => {
    if (server) expect(await server.stop('INT')).toBe(0);
    server = null;
  };
  /** As the unit says it, where systemd would do it. */
  const startUnit = async () => {
    await stop();
    const [, command = ''] = /^ExecStart=(.+)$/m.exec(unit) ?? [];
    const [, temporary = ''] = /^Environment=TMPDIR=(.+)$/m.exec(unit) ?? [];
    expect(machine.run(['install', '-d', '-o', 'xieli', '-m', '700', temporary], { env }).code).toBe(0);
    server = await running(
      await machine.start(command.split(' '), { user: 'xieli', env: { ...env, TMPDIR: temporary } }),
    );
  };
  /** What the tests do in the place of a block that cannot run here, so that the next one finds what it expects. */
  const play = async (commands: string) => {
    if (commands.includes('systemctl stop xieli')) await stop();
    if (commands.includes('systemctl enable xieli')) await startUnit();
    if (commands.includes('tar -xzf xieli-0.2.0'))
      machine.run(['cp', '-al', `/opt/xieli/${bundle.name}`, '/opt/xieli/xieli-0.2.0-linux-x64'], { env });
  };

  it(
    'leads from the archive to a service that is backed up, moved, upgraded and brought back',
    async () => {
      for (const { kind, commands, line } of guide) {
        const words = ['bash', '--norc', '-euo', 'pipefail', '-c', commands];
        if (kind === 'not verified') await play(commands);
        else if (kind === 'goes on') server = await running(await machine.start(words, { env, cwd: '/root' }));
        else {
          const { code, stdout, stderr } = machine.run(words, { env, cwd: '/root' });
          expect(code, `docs/administration.md, line ${line}:\n${commands}\n${stdout}${stderr}`).toBe(0);
        }
      }
      // What came back serves again.
      await startUnit();
      await stop();
    },
    360 * seconds,
  );

  it('has a unit that systemd takes and finds well shut in', () => {
    const file = '/opt/xieli/current/deploy/xieli.service';
    expect(machine.run(['systemd-analyze', 'verify', file], { env })).toEqual({ code: 0, stdout: '', stderr: '' });
    // Tenths of a point on systemd's scale of exposure, from 0 to 100.
    const shutIn = ['systemd-analyze', 'security', '--offline=yes', '--threshold=20', '--no-pager', file];
    expect(machine.run(shutIn, { env }).code).toBe(0);
  });
});
