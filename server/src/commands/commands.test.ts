import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderNotice } from '../demo/documents/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const nobody = 65534;
const asUser = chooseUser();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-commands-'));
  giveAway(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** To who runs the commands, where that is not who runs the tests. */
function giveAway(file: string): void {
  if (asUser.account.uid !== undefined) chownSync(file, nobody, nobody);
}

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, XIELI_DATA_DIR: path.join(folder, 'data'), XIELI_PORT: '0', ...more };
}

const xieli = (...words: string[]) => xieliWith({}, ...words);

function xieliWith(settings: Record<string, string>, ...words: string[]) {
  const [program = '', ...before] = asUser.before;
  const { status, stdout, stderr } = spawnSync(program, [...before, 'server/src/cli.ts', ...words], {
    ...{ cwd: root, encoding: 'utf8', env: environment(settings), ...asUser.account },
  });
  return { status, stdout, stderr };
}

/**
 * How these commands are run as somebody who is not root. Root, whose case `npm start` and the journeys show, becomes
 * `nobody`; where the clone is closed to others it stays and is `nobody` in a namespace of its own.
 */
function chooseUser(): { before: string[]; account: { uid?: number; gid?: number } } {
  const node = process.execPath;
  if (process.getuid?.() !== 0) return { before: [node], account: {} };
  const account = { uid: nobody, gid: nobody };
  const { status } = spawnSync(node, ['--check', 'server/src/main.ts'], { cwd: root, ...account });
  if (status === 0) return { before: [node], account };
  return { before: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, node], account: {} };
}

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('xieli parse', () => {
  it('prints one JSON object with exactly the four lists, and nothing else', () => {
    const notice = written('notice.txt', renderNotice('2026-03-01').text);
    const { status, stdout, stderr } = xieli('parse', notice, '--reference-date', '2026-03-01', '--json');
    expect(status).toBe(0);
    expect(stderr).toBe('');
    const answer = JSON.parse(stdout) as Record<string, { quote?: string; start?: number; end?: number }[]>;
    expect(Object.keys(answer).sort()).toEqual(['deadlines', 'obligations', 'references', 'structure']);
    const text = readFileSync(notice, 'utf8');
    const quotes = answer.obligations ?? [];
    expect(quotes.length).toBeGreaterThan(5);
    for (const { quote, start, end } of quotes) expect(text.slice(start, end)).toBe(quote);
  });

  it('refuses with exit code 1 what is marked secret or is no document, and says why', () => {
    const secret = xieli('parse', written('secret.txt', '机密★5年\n关于某事项的通知\n各单位：\n请阅。\n'), '--json');
    expect([secret.status, secret.stdout]).toEqual([1, '']);
    expect(secret.stderr).toContain('机密');
    const program = xieli('parse', written('program.docx', Buffer.from('MZ\u0090\u0000\u0003')), '--json');
    expect([program.status, program.stdout]).toEqual([1, '']);
    expect(program.stderr).toContain('不是文档');
    expect(program.stderr).toContain('is no document');
  });

  it('reads what a word processor wrote, with its automatic numbers', () => {
    const fixture = path.join(import.meta.dirname, '../../../packages/directive/fixtures/circular');
    const [first, ...others] = ['txt', 'docx', 'doc', 'pdf'].map((ending) => {
      const { status, stdout } = xieli('parse', `${fixture}.${ending}`, '--reference-date', '2026-06-01', '--json');
      expect(status).toBe(0);
      return JSON.parse(stdout) as { structure: object[] };
    });
    expect(first?.structure).toHaveLength(13);
    for (const other of others) expect(other).toEqual(first);
  });

  it('answers wrong use with exit code 2', () => {
    expect(xieli('parse').status).toBe(2);
    expect(xieli('parse', path.join(folder, 'no such file.txt')).status).toBe(2);
    expect(xieli('parse', written('a.txt', '要开展学习。'), '--reference-date', '2026-13-45').status).toBe(2);
    expect(xieli('nonsense').status).toBe(2);
    expect(xieli('parse', '--nonsense').status).toBe(2);
    expect(xieli('backup').status).toBe(2);
  });
});

describe('a production installation', () => {
  it('refuses a demo date, in one line', () => {
    const { status, stderr } = spawnSync(process.execPath, ['server/src/cli.ts', 'serve'], {
      cwd: root,
      encoding: 'utf8',
      env: environment({ XIELI_DEMO_DATE: '2026-01-01' }),
    });
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('XIELI_DEMO_DATE');
  });

  it('is made on the first run with three administrators who have to change their password, and no other account', {
    timeout: 120_000,
  }, async () => {
    const first = written(
      'first-run.json',
      JSON.stringify({
        city: '示范市',
        body: '政协示范市委员会',
        systemAdministrator: { username: 'xitong', displayName: '管理甲' },
        securityAdministrator: { username: 'anquan', displayName: '管理乙' },
        auditAdministrator: { username: 'shenji', displayName: '管理丙' },
      }),
    );
    const [program = '', ...before] = asUser.before;
    const server = spawn(program, [...before, 'server/src/cli.ts', 'serve', '--first-run', first], {
      ...{ cwd: root, env: environment(), ...asUser.account },
    });
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    const password = /xitong\s+(\S+)/.exec(said)?.[1] ?? '';
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const owner = statSync(path.join(folder, 'data/secrets.json')).uid;
    expect(owner).toBe(asUser.account.uid ?? process.getuid?.() ?? owner);

    const session = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'xitong', password }),
    });
    const { account } = (await session.json()) as { account: { mustChangePassword: boolean; mustEnrol: boolean } };
    expect([account.mustChangePassword, account.mustEnrol]).toEqual([true, true]);
    expect((await fetch(`${address}/api/demo/personas`)).status).toBe(404);

    // A second start on the same data says who holds it; commands share the running database instead.
    const second = xieli('serve');
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(String(server.pid));
    const verified = xieli('audit', 'verify', '--json');
    expect(verified.status).toBe(0);
    expect((JSON.parse(verified.stdout) as { findings: unknown[] }).findings).toEqual([]);

    // Nobody has set up codes yet, so there are none to take away; without a reason nothing is tried.
    const reset = xieli('second-factor', 'reset', 'anquan', '--reason', '手机丢失');
    expect([reset.status, reset.stderr]).toEqual([1, expect.stringContaining('没有启用动态验证码')]);
    expect(xieli('second-factor', 'reset', 'anquan').status).toBe(2);

    // The doctor looks at the running installation, and at what somebody changed in it by hand.
    const verdicts = (answer: { stdout: string }) =>
      Object.fromEntries(
        (JSON.parse(answer.stdout) as { subject: string; verdict: string }[]).map((one) => [one.subject, one.verdict]),
      );
    const healthy = xieli('doctor', '--json');
    expect(healthy.status).toBe(0);
    expect(verdicts(healthy)).toMatchObject({
      disk: 'well',
      secrets: 'well',
      database: 'well',
      clock: 'well',
      chain: 'well',
    });
    const secrets = path.join(folder, 'data/secrets.json');
    chmodSync(secrets, 0o644);
    const careless = xieli('doctor');
    expect(careless.status).toBe(1);
    expect(careless.stdout).toContain(`chmod 600 ${secrets}`);
    chmodSync(secrets, 0o600);

    // It is backed up while it serves, and comes back elsewhere with its keys and its audit.
    const file = path.join(folder, 'city.tar.zst');
    const backup = xieli('backup', file);
    expect([backup.status, backup.stdout]).toEqual([0, expect.stringContaining('已逐项核对')]);
    expect(backup.stderr).toContain(`请另行保管 ${secrets}`);
    const elsewhere = { XIELI_DATA_DIR: path.join(folder, 'elsewhere') };
    const carried = path.join(elsewhere.XIELI_DATA_DIR, 'secrets.json');
    mkdirSync(elsewhere.XIELI_DATA_DIR, { mode: 0o700 });
    copyFileSync(secrets, carried);
    for (const one of [elsewhere.XIELI_DATA_DIR, carried]) giveAway(one);
    const restored = xieliWith({ ...elsewhere, LANG: 'en_US.UTF-8' }, 'restore', file);
    expect([restored.status, restored.stderr]).toEqual([0, expect.stringContaining('the audit chain is whole')]);
    expect(xieliWith(elsewhere, 'restore', '--check', file).status).toBe(0);

    // Who was let in before the stop is answered, although he says the rest of what he wants only after it.
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const late = request(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      late.once('response', resolve).once('error', reject),
    );
    const letIn = new Promise((resolve) => late.once('continue', resolve));
    late.flushHeaders();
    await letIn;
    server.kill('SIGTERM');
    await expect.poll(() => said).toContain('正在停止');
    late.end(JSON.stringify({ username: 'xitong', password }));
    const answer = await answered;
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
    answer.resume();
    expect(await ended).toBe(0);
    // Production data is not opened as a demo.
    const demo = spawnSync(program, [...before, 'server/src/main.ts'], {
      ...{ cwd: root, encoding: 'utf8', env: environment(), ...asUser.account },
    });
    expect(demo.status).toBe(1);
    expect(demo.stderr).toContain('XIELI_DATA_DIR');
  });
});
