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
  return {
    ...{ ...process.env, XIELI_DATA_DIR: path.join(folder, 'data'), XIELI_PORT: '0' },
    // Forty commands read the same program; all but the first find it compiled, where their account may write.
    ...{ NODE_COMPILE_CACHE: path.join(folder, 'compiled'), ...more },
  };
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

  const circular = [
    '关于做好联络工作的通知',
    '各县（市、区）政协：',
    '一、建立台账（9月底前完成）',
    '（一）摸清底数。各支部要建立联络台账，每季度至少走访1次。',
    '（二）补齐短板。没有专委会党支部的县（市、区）政协，年内必须完成组建。',
    '二、有关要求',
    '1. 改进作风。切记居高临下。',
    '2. 认真落实《云汀市政协委员履职管理办法》，近期召开\u001b[31m推进会。',
    '— 1 —',
    '云汀市政协办公室',
    '2026年6月16日',
  ].join('\n');
  const printed = (...more: string[]) =>
    xieli('parse', written('circular.txt', circular), '--reference-date', '2026-06-16', ...more);

  it('counts days from the date that the document itself tells, unless another one is asked for', () => {
    const dated = written('dated.txt', circular.replaceAll('2026年6月16日', '2019年6月16日'));
    expect(xieli('parse', dated, '--lang', 'zh').stdout).toContain('→ 2019-09-30');
    expect(xieli('parse', dated, '--lang', 'zh', '--reference-date', '2021-06-16').stdout).toContain('→ 2021-09-30');
  });

  it('prints for a person a tree with the place, owner, time, certainty and reasons of each, twice the same', () => {
    const { status, stdout, stderr } = printed('--lang', 'zh');
    expect([status, stderr]).toEqual([0, '']);
    expect(printed('--lang', 'zh').stdout).toBe(stdout);
    const lines = stdout.split('\n');
    const under = (start: string, count: number) => {
      const at = lines.findIndex((line) => line.startsWith(start));
      return lines.slice(at, at + count);
    };
    const place = (words: string) => {
      const start = circular.indexOf(words);
      return `[${start}–${start + words.length}]`;
    };
    expect(under('  （一）', 7)).toEqual([
      `  （一） 摸清底数 ${place('（一）摸清底数。各支部要建立联络台账，每季度至少走访1次。')}`,
      `    o1 建立联络台账 ${place('建立联络台账')}`,
      '      要求 · M3 要、应一类 · 硬任务',
      `      责任单位: 各支部 ${place('各支部')} (主语)`,
      `      时限: “9月底前” ${place('9月底前')} → 2026-09-30 (截止, 年份按成文日期推定（2026）, 取自上级标题)`,
      '      把握: 0.96 有把握',
      '      依据: 有要求用语“要”; 时限“9月底前”取自上级标题; 年份按成文日期推定（2026）',
    ]);
    for (const words of [
      `受文对象: 各县（市、区）政协`,
      `成文日期: 2026-06-16 “2026年6月16日” ${place('2026年6月16日')}`,
      `责任单位: 县（市、区）政协 ${`[${circular.indexOf('县（市、区）政协，年内')}–${circular.indexOf('，年内')}]`} (主语, 条件 “没有专委会党支部的”)`,
      '责任单位: 未点名，由受文对象落实',
      '疑似错字“切记”，请核对',
      `未参与识别: 1\n  ${place('— 1 —')} 页码: — 1 —`,
      `引用文件: 1\n  ${place('《云汀市政协委员履职管理办法》')} 《云汀市政协委员履职管理办法》 (引用)`,
      '“近期”',
      '问题表述: 无',
    ])
      expect(stdout).toContain(words);
    expect(stdout).not.toContain('\u001b');
  });

  it('prints the same tree in English where it is asked for, or where the shell speaks it', () => {
    const { stdout } = printed('--lang', 'en');
    for (const words of ['who: nobody named: the audience', 'perhaps a misprint, “切记”; please check', 'Left out: 1'])
      expect(stdout).toContain(words);
    const shell = xieliWith({ LANG: 'en_US.UTF-8' }, 'parse', written('circular.txt', circular));
    expect(shell.stdout.replace(/counted from: .*/, '')).toContain('certainty: 0.96 sure');
    expect(printed('--lang', 'fr').status).toBe(2);
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

  it('ends quietly where whoever reads has seen enough', () => {
    const [program = '', ...before] = asUser.before;
    const long = written('long.txt', `关于联络的通知\n${'各支部要建立联络台账。\n'.repeat(3_000)}`);
    const words = [program, ...before, 'server/src/cli.ts', 'parse', long];
    const { stdout, stderr } = spawnSync('sh', ['-c', '"$@" | head -n 1', 'sh', ...words], {
      ...{ cwd: root, encoding: 'utf8', env: environment(), ...asUser.account },
    });
    expect([stdout.split('\n').length, stderr]).toEqual([2, '']);
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
