import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderNotice } from '../server/src/demo/documents/index.ts';
import { dayOf } from '../server/src/platform/clock/days.ts';
import { demoDay } from './demo-config.ts';
import { tooSmall } from './legibility.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

/** The blocks of code below the heading of the examples, in order. */
function examplesOf(readme: string): string[] {
  const section =
    readFileSync(readme, 'utf8')
      .split(/^## (?:Three examples|三个例子)$/m)[1]
      ?.split(/^## /m)[0] ?? '';
  return [...section.matchAll(/(?:^ {4}.*\n)+/gm)].map(([block]) => block.replaceAll(/^ {4}/gm, ''));
}

describe('npm start', () => {
  let dataDir: string;
  let child: ChildProcess | undefined;

  beforeAll(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-start-'));
  });
  afterAll(() => {
    child?.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('tells its progress, then the address and the demo accounts, and stops in order', async () => {
    // Nothing is said about the day, so the demo begins on the day of its first start.
    const { XIELI_DEMO_DATE: _, ...environment } = process.env;
    const before = dayOf(new Date());
    child = spawn('node', ['scripts/bootstrap.mjs', 'server/src/main.ts'], {
      env: { ...environment, XIELI_DATA_DIR: dataDir, XIELI_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said, { timeout: 150_000, interval: 500 }).toMatch(/auditadmin/);
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    expect(said).toContain('正在打开数据库');
    expect(said).toMatch(/clerk\s+\S+/);
    const ready = await fetch(`${address}/readyz`);
    expect(await ready.json()).toEqual({ database: true, jobs: true, disk: true });
    const session = (await (await fetch(`${address}/api/session`)).json()) as { demo: { businessDate: string } };
    // Midnight may pass while the city is made.
    expect([before, dayOf(new Date())]).toContain(session.demo.businessDate);
    expect(said).toContain(`今天是 ${session.demo.businessDate}`);

    const ended = new Promise<number | null>((resolve) => child?.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });
});

/** Each role of the persona card, and what its navigation offers: written by hand, not read from the code that offers it. */
const navigationOf: readonly [role: string, entries: readonly string[]][] = [
  ['办公室经办', ['今天', '部署文件', '任务', '上级文件', '总览', '公文', '组织', '人员', '手机绑定', '意见反馈']],
  ['单位经办', ['今天', '部署文件', '任务', '总览', '组织', '人员']],
  ['核验人', ['今天', '部署文件', '任务', '上级文件', '总览', '公文', '组织', '人员']],
  ['支部书记', ['今天', '部署文件', '任务', '总览', '组织', '人员']],
  ['领导', ['今天', '部署文件', '任务', '上级文件', '总览', '公文', '组织', '人员']],
  ['督导组成员', ['今天', '部署文件', '任务', '总览', '组织', '人员']],
  ['系统管理员', ['今天', '组织', '账号', '授权申请', '消息通道']],
  ['安全管理员', ['今天', '组织', '账号', '授权申请', '登录要求', '权限台账', '审计']],
  ['审计管理员', ['今天', '组织', '权限台账', '审计']],
];

describe('a stranger looks at the demo city', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const navigation = (page: Page) => page.getByRole('navigation', { name: '主导航' });
  const persona = (page: Page, role: string) =>
    page.getByRole('button').filter({ has: page.getByText(role, { exact: true }) });

  it('becomes each persona with one click, by the card and then from the banner, and is offered what the role may open', async () => {
    const page = await stage.person(null);
    await page.goto('/');
    await expect.poll(() => page.getByRole('listitem').getByRole('button').count()).toBe(navigationOf.length);
    for (const [role, entries] of navigationOf) {
      if (await navigation(page).isVisible()) await button(page, '换身份、推进日期').click();
      await persona(page, role).click();
      await navigation(page).getByText(`${role} · `).waitFor();
      expect({ role, entries: await navigation(page).getByRole('listitem').allInnerTexts() }).toEqual({
        role,
        entries,
      });
    }
  });

  it('runs the three examples of the README as they stand there', async () => {
    const [english, chinese] = ['README.md', 'README.zh-CN.md'].map(examplesOf);
    expect(chinese).toEqual(english);
    const [parse = '', ask = '', post = '', download = ''] = english ?? [];
    const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-readme-'));
    const run = (example: string) => {
      const here = example
        .replaceAll('http://127.0.0.1:8080', stage.address)
        .replaceAll('/tmp/xieli.cookies', path.join(folder, 'cookies'))
        .replaceAll('--out ', `--out ${folder}/`);
      const environment = { ...process.env, ...stage.environment };
      return promisify(execFile)('bash', ['-ec', here], { env: environment, maxBuffer: 64 * 1024 * 1024 });
    };
    try {
      const parsed = JSON.parse((await run(parse)).stdout);
      expect(Object.keys(parsed).sort()).toEqual(['deadlines', 'obligations', 'references', 'structure']);
      expect(parsed.obligations.length).toBeGreaterThan(5);
      const board = JSON.parse((await run(ask)).stdout);
      expect(board.headline.late).toMatchObject({ value: expect.any(Number), facts: expect.stringMatching(/\S/) });
      expect(JSON.parse((await run(post)).stdout)).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      const [file = ''] = (await run(download)).stdout.trim().split('\n');
      const { sheets } = await readXlsx(readFileSync(file));
      expect([path.basename(file), sheets[0]?.rows.length]).toEqual(['任务分解表.xlsx', expect.any(Number)]);
      expect(sheets[0]?.rows.length).toBeGreaterThan(10);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('finds a document dispatched three months ago, work in every state with evidence, late ones and one that the leader escalated', async () => {
    const [speech] = await stage.sql<{ issued: string; dispatched: string }>(
      `select d.issued_on::text as issued, min(a.occurred_on)::text as dispatched from directives d
       join tasks t on t.tenant_id = d.tenant_id and t.directive_id = d.id
       join task_acts a on a.tenant_id = t.tenant_id and a.task_id = t.id and a.kind = 'dispatch'
       where d.kind = 'speech' group by d.issued_on`,
    );
    expect(speech).toEqual({ issued: '2026-03-17', dispatched: '2026-03-20' });
    const states = await stage.sql<{ state: string; late: string; proven: string }>(
      `select state, count(*) filter (where due_on < '2026-06-17' and state not in ('closed', 'withdrawn')) as late,
              count(*) filter (where exists (select 1 from task_evidence e where e.task_id = t.id)) as proven
       from tasks t group by state`,
    );
    expect(new Set(states.map((row) => row.state))).toEqual(
      new Set(['draft', 'dispatched', 'acknowledged', 'inProgress', 'submitted', 'returned', 'closed', 'withdrawn']),
    );
    expect(states.reduce((sum, row) => sum + Number(row.late), 0)).toBeGreaterThan(3);
    for (const state of ['inProgress', 'submitted', 'closed'])
      expect(Number(states.find((row) => row.state === state)?.proven)).toBeGreaterThan(0);
    const escalated = await stage.sql<{ by: string }>(
      `select c.username as by from tasks t
       join task_acts a on a.tenant_id = t.tenant_id and a.task_id = t.id and a.kind = 'escalate'
       join accounts c on c.tenant_id = a.tenant_id and c.id = a.account_id where t.escalated`,
    );
    expect(escalated).toEqual([{ by: 'leader' }]);
  });

  it('finds a second document to try the review on', async () => {
    const page = await stage.person('clerk');
    await page.goto('/directives');
    await page.getByRole('heading', { name: '试一试' }).waitFor();
    await page.getByRole('link', { name: '打开样例文件' }).click();
    await page.getByRole('heading', { level: 1, name: renderNotice(demoDay).title }).waitFor();
    await page.getByRole('article').first().waitFor();
  });

  it('reads the first page without accessibility faults, switches language and size of text once, and both are remembered', async () => {
    const page = await stage.person('clerk');
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: /您好$/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, '大字版').click();
    expect(await tooSmall(page)).toEqual([]);
    await picture(page, 'home-large-zh-CN');
    await button(page, 'English').click();
    await page.getByRole('heading', { level: 1, name: /^Good day/ }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /^Good day/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await button(page, 'Normal text').waitFor();
    expect(await tooSmall(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'home-large-en');
  });

  it('moves the clock from the banner, at a desk and on a phone, watches deadlines come, and goes back to the beginning', async () => {
    const late = async (page: Page) =>
      Number(await page.getByTitle('查看“逾期未完成”的依据').first().locator('span').last().innerText());
    const desk = await stage.person('clerk');
    await desk.goto('/board');
    const first = await late(desk);
    await button(desk, '换身份、推进日期').click();
    await button(desk, '往后 30 天').click();
    await desk.getByText('业务日期 2026年7月17日').waitFor();
    await picture(desk, 'demo-panel-1440');
    await button(desk, '关闭').click();
    await expect.poll(() => late(desk)).toBeGreaterThan(first);
    const second = await late(desk);
    const back = await desk.request.post('/api/demo/clock', { data: { date: '2026-06-01' } });
    expect(back.status()).toBe(422);

    const page = await stage.person(null, { viewport: phone });
    await page.goto('/board');
    await persona(page, '领导').tap();
    await navigation(page).getByRole('link', { name: '总览' }).tap();
    expect(await navigation(page).getByRole('link').allInnerTexts()).toEqual(['今天', '任务', '总览', '我的']);
    await expect.poll(() => late(page)).toBe(second);
    await button(page, '换身份').tap();
    await page.getByLabel('推进到').fill('2026-09-30');
    await button(page, '推进日期').tap();
    await page.getByText('2026年9月30日', { exact: true }).first().waitFor();
    await picture(page, 'demo-panel-390');
    await expect.poll(() => late(page)).toBeGreaterThan(second);

    await button(page, '重置演示').tap();
    await page.getByText('您在演示中所做的一切都会清除').waitFor();
    await button(page, '重置演示').last().tap();
    // Whoever was signed in is gone with the old city.
    await page.waitForURL((url) => url.pathname === '/', { timeout: 120_000 });
    await page.getByText('2026年6月17日', { exact: true }).waitFor();
    await persona(page, '领导').tap();
    await navigation(page).getByRole('link', { name: '总览' }).tap();
    await expect.poll(() => late(page)).toBe(first);
  });
});
