import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../platform/locale/messages.ts';
import { judgeCertificate, meet, needsMeeting } from './certificate.ts';
import { type DatabaseState, judgeClock, judgeSchema } from './database.ts';
import { type DiskState, judgeDisk, judgeRights, lookAtDisk, lookAtRights } from './disk.ts';
import { examine, judgeChain } from './examine.ts';
import type { Finding } from './finding.ts';
import { judgeFonts } from './fonts.ts';
import { lookAtSecrets } from './secret-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Verdict, what is said and what to do, as a person reads it. */
function read(finding: Finding | null): [string, string] {
  if (finding === null) return ['nothing', ''];
  const words = [finding.says, ...(finding.remedy ? [finding.remedy] : [])].map((message) => speak(message, 'zh-CN'));
  return [finding.verdict, words.join(' → ')];
}

const verdictsOf = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ subject, verdict }) => [subject, verdict]));

describe('disk and rights', () => {
  const roomy: DiskState = { freeBytes: 50 * 1024 ** 3, writeError: null };

  it.each([
    [roomy, 'well', '50.0 GB'],
    [{ ...roomy, freeBytes: 2 * 1024 ** 3 }, 'caution', '只剩 2.0 GB'],
    [{ ...roomy, freeBytes: 100 * 1024 ** 2 }, 'ill', '0.1 GB'],
    [{ ...roomy, writeError: 'ENOSPC' }, 'ill', '清理磁盘'],
    [{ ...roomy, writeError: 'EROFS' }, 'ill', '只读'],
    [{ ...roomy, writeError: 'EACCES' }, 'ill', 'chown'],
    [{ ...roomy, writeError: 'EIO' }, 'ill', 'EIO'],
    [null, 'caution', 'XIELI_DATA_DIR'],
  ] as const)('%j is %s', (state, verdict, words) => {
    const [judged, said] = read(judgeDisk('/数据', state));
    expect(judged).toBe(verdict);
    expect(said).toContain(words);
  });

  it('writes a trial and leaves nothing of it', async () => {
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    expect(await lookAtDisk(empty)).toMatchObject({ writeError: null });
    expect(execFileSync('ls', ['-A', empty], { encoding: 'utf8' })).toBe('');
    expect(await lookAtDisk(path.join(folder, 'nowhere'))).toBeNull();
  });

  it('names a folder that others may enter, and the command that closes it', async () => {
    const open = path.join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    expect(read(judgeRights(open, await lookAtRights(open)))).toEqual([
      'caution',
      expect.stringContaining(`chmod 700 ${open}`),
    ]);
    chmodSync(open, 0o700);
    expect(read(judgeRights(open, await lookAtRights(open)))[0]).toBe('well');
  });
});

describe('keys', () => {
  it('are never made by looking, and missing beside data they are an alarm', () => {
    const dataDir = path.join(folder, 'keys');
    const file = path.join(dataDir, 'secrets.json');
    mkdirSync(dataDir, { mode: 0o700 });
    expect(lookAtSecrets(file, dataDir, false).verdict).toBe('caution');
    mkdirSync(path.join(dataDir, 'postgres'));
    expect(read(lookAtSecrets(file, dataDir, false))).toEqual(['ill', expect.stringContaining('恢复密钥文件')]);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, '{', { mode: 0o600 });
    expect(read(lookAtSecrets(file, dataDir, false))).toEqual(['ill', expect.stringContaining('已损坏')]);
    expect(readFileSync(file, 'utf8')).toBe('{');
  });
});

describe('database and clock', () => {
  const now = new Date('2026-06-17T04:00:00Z');
  const sound: DatabaseState = {
    version: '18.4',
    pending: 0,
    schemaRefusal: null,
    unfinished: null,
    skewMs: 12,
    newestAct: '2026-06-17T03:59:00Z',
  };

  it.each([
    [sound, 'well', '18.4'],
    [{ ...sound, pending: 2 }, 'caution', '还有 2 项'],
    [{ ...sound, schemaRefusal: 'made by a newer program' }, 'ill', '更新版本的程序'],
    [{ ...sound, pending: 2, unfinished: 'a restore did not finish' }, 'ill', '重新执行 xieli restore'],
  ] as const)('schema: %j is %s', (state, verdict, words) => {
    expect(read(judgeSchema(state))).toEqual([verdict, expect.stringContaining(words)]);
  });

  it.each([
    [sound, 'well', '正常'],
    [{ ...sound, skewMs: -95_000 }, 'ill', '95 秒'],
    [{ ...sound, newestAct: '2026-06-18T04:00:00Z' }, 'ill', '2026-06-18'],
    [{ ...sound, newestAct: null }, 'well', '正常'],
  ] as const)('clock: %j is %s', (state, verdict, words) => {
    expect(read(judgeClock(state, now))).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('does not tell whoever has set a clock right to set it: it may have been ahead before', () => {
    const [, words] = read(judgeClock({ ...sound, newestAct: '2026-06-18T04:00:00Z' }, now));
    expect(words).toContain('时钟是对的，说明它曾经快过，请重启服务一次');
  });

  it('a chain with differences sends to the audit and mends nothing', () => {
    expect(read(judgeChain({ city: '甲市', entries: 5, records: 9, findings: 2 }))).toEqual([
      'ill',
      expect.stringContaining('xieli audit verify'),
    ]);
  });
});

describe('certificates, met at a real server', () => {
  const now = new Date();

  /** What is found at a server that shows a certificate of this name and term. */
  async function found(name: string, days: number, at?: Date): Promise<[string, string]> {
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((file) => path.join(folder, file)) as [
      string,
      string,
    ];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', String(days)],
        ...['-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    );
    const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }).listen(0);
    try {
      const address = `https://localhost:${(server.address() as AddressInfo).port}`;
      return read(judgeCertificate(address, await meet(address), at ?? new Date()));
    } finally {
      server.close();
    }
  }

  it('says of its own authority that the machine does not trust it', async () => {
    expect(await found('localhost', 400)).toEqual(['caution', expect.stringContaining('根证书')]);
  });

  it('warns thirty days before its end, and says when it is over or has not begun', async () => {
    expect(await found('localhost', 20)).toEqual(['caution', expect.stringMatching(/证书 (19|20) 天后到期/)]);
    const later = new Date(now.getTime() + 21 * 86_400_000);
    expect(await found('localhost', 20, later)).toEqual(['ill', expect.stringContaining('过期')]);
    const earlier = new Date(now.getTime() - 86_400_000);
    expect(await found('localhost', 20, earlier)).toEqual(['ill', expect.stringContaining('校时')]);
  });

  it('names an address where nothing answers, one without encryption, and none at all', async () => {
    const dead = 'https://127.0.0.1:1';
    expect(read(judgeCertificate(dead, await meet(dead), now))).toEqual([
      'caution',
      expect.stringContaining('ECONNREFUSED'),
    ]);
    expect(needsMeeting('http://xieli.example.cn')).toBe(false);
    expect(read(judgeCertificate('http://xieli.example.cn', null, now))[0]).toBe('caution');
    expect(read(judgeCertificate('http://127.0.0.1:8080', null, now))[0]).toBe('well');
    expect(read(judgeCertificate(null, null, now))).toEqual(['caution', expect.stringContaining('XIELI_PUBLIC_URL')]);
  });
});

it('fonts: each typeface of a paper under any of its names', () => {
  expect(read(judgeFonts(['FangSong_GB2312', '方正小标宋简体', 'SimHei', '楷体']))[0]).toBe('well');
  expect(read(judgeFonts(['仿宋', 'SimHei']))).toEqual(['caution', expect.stringContaining('小标宋、楷体')]);
  expect(read(judgeFonts({ failure: 'ENOENT' }))).toEqual(['caution', expect.stringContaining('ENOENT')]);
});

describe('the whole examination', () => {
  const noChains = async () => [];

  it('of a place where nothing is yet makes nothing', async () => {
    const dataDir = path.join(folder, 'future');
    const findings = await examine({ XIELI_DATA_DIR: dataDir }, noChains);
    expect(verdictsOf(findings)).toMatchObject({
      settings: 'well',
      disk: 'caution',
      secrets: 'caution',
      database: 'caution',
    });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('stops at a setting that cannot be used', async () => {
    const findings = await examine({ XIELI_PORT: 'eighty' }, noChains);
    expect(verdictsOf(findings)).toEqual({ settings: 'ill' });
  });

  it('goes on past a database that does not answer', async () => {
    const findings = await examine(
      { XIELI_DATA_DIR: folder, XIELI_DATABASE_URL: 'postgres://xieli:secret@127.0.0.1:1/xieli' },
      noChains,
    );
    expect(verdictsOf(findings)).toMatchObject({ database: 'ill', fonts: expect.any(String) });
    expect(JSON.stringify(findings)).not.toContain('secret@');
  });
});
