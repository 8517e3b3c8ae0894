import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBundle } from './bundle.mjs';
import { type MachineApart, machineApart, type Started } from './testing-machine.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Nobody: the one account that every machine has and that owns nothing. */
const someone = { uid: 65_534 };
const seconds = 1000;

let folder: string;
let bundle: Awaited<ReturnType<typeof makeBundle>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-bundled-'));
  bundle = await makeBundle(`${process.platform}-${process.arch}`, folder, { level: 1 });
}, 120 * seconds);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a browser in the machine gets. */
function ask(machine: MachineApart, node: string, url: string, request: object = {}) {
  const program = `
    const [url, request] = JSON.parse(process.argv[1]);
    const answer = await fetch(url, request);
    console.log(JSON.stringify({ status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }));`;
  const words = [node, '--input-type=module', '--eval', program, JSON.stringify([url, request])];
  const { stdout, stderr } = machine.run(words, someone);
  return (stdout === '' ? { status: 0, headers: {}, text: stderr } : JSON.parse(stdout)) as {
    status: number;
    headers: Record<string, string>;
    text: string;
  };
}

describe('unpacked into an empty folder of a machine without a network', () => {
  let machine: MachineApart;
  const home = '/srv/office';
  const at = (name: string) => `${home}/${bundle.name}/${name}`;
  const node = () => at('lib/node/bin/node');

  beforeAll(async () => {
    machine = await machineApart();
    const inside = path.join(machine.root, home);
    mkdirSync(inside, { recursive: true });
    cpSync(bundle.file, path.join(inside, 'bundle.tar.gz'));
    chownSync(inside, someone.uid, someone.uid);
    expect(machine.run(['tar', '-xzf', `${home}/bundle.tar.gz`, '-C', home], someone)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  }, 60 * seconds);
  afterAll(() => machine.remove());

  it('is what it says it is', () => {
    const checked = machine.run(['sha256sum', '--quiet', '--check', 'SHA256SUMS'], { ...someone, cwd: at('') });
    expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(machine.run([at('bin/xieli'), 'version'], someone).stdout).toBe(`${version}\n`);
  });

  it(
    'serves, is signed in to, examined and stopped by a user without root and without any setting',
    async () => {
      const words = [at('bin/xieli'), 'serve', '--first-run', at('deploy/first-run.json')];
      const server: Started = await machine.start(words, { ...someone, cwd: home });
      await expect
        .poll(() => ask(machine, node(), 'http://127.0.0.1:8080/readyz').text, { timeout: 50 * seconds, interval: 300 })
        .toBe('{"database":true,"jobs":true,"disk":true}');
      const page = ask(machine, node(), 'http://127.0.0.1:8080/', { headers: { accept: 'text/html' } });
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<script type="module"') });
      const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page.text) ?? [];
      expect(ask(machine, node(), `http://127.0.0.1:8080${script}`).status).toBe(200);
      const [, password = ''] = /^ {2}sysadmin {2}(\S+)$/m.exec(server.said()) ?? [];
      const signIn = (typed: string) =>
        ask(machine, node(), 'http://127.0.0.1:8080/api/session', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: 'sysadmin', password: typed }),
        });
      expect(signIn('wrong').status).toBe(401);
      expect(JSON.parse(signIn(password).text)).toMatchObject({
        signedIn: true,
        account: { mustChangePassword: true },
      });
      const doctor = machine.run([at('bin/xieli'), 'doctor', '--json'], { ...someone, cwd: home });
      expect(doctor.code).toBe(0);
      expect(await server.stop()).toBe(0);
      // The archive's own folder and the data beside it; nothing in /tmp, in a home, or anywhere else.
      expect(machine.written().filter((file) => !file.startsWith(`${home}/`))).toEqual([]);
    },
    90 * seconds,
  );
});
