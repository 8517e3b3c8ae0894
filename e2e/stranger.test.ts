import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

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
    child = spawn('node', ['scripts/bootstrap.mjs', 'server/src/main.ts'], {
      env: { ...process.env, XIELI_DATA_DIR: dataDir, XIELI_PORT: '0', XIELI_DEMO_DATE: '2026-11-20' },
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

    const ended = new Promise<number | null>((resolve) => child?.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });
});

describe('a stranger looks at the demo city', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('switches the persona with one click, at a desk and on a phone', async () => {
    for (const viewport of [undefined, phone]) {
      const page = await stage.person(null, viewport ? { viewport } : {});
      await page.goto('/');
      await page
        .getByRole('button', { name: /核验人/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: /张嘉乔/ }).waitFor();
      await picture(page, viewport ? 'home-verifier-390' : 'home-verifier-1440');
    }
  });

  it('finds work in every state, late ones and one escalated by hand', async () => {
    const states = await stage.sql<{ state: string; late: string }>(
      `select state, count(*) filter (where due_on < '2026-06-17' and state not in ('closed', 'withdrawn')) as late from tasks group by state`,
    );
    expect(new Set(states.map((row) => row.state))).toEqual(
      new Set(['draft', 'dispatched', 'acknowledged', 'inProgress', 'submitted', 'returned', 'closed', 'withdrawn']),
    );
    expect(states.reduce((sum, row) => sum + Number(row.late), 0)).toBeGreaterThan(3);
    const [escalated] = await stage.sql<{ count: string }>('select count(*) from tasks where escalated');
    expect(Number(escalated?.count)).toBe(1);
  });

  it('moves the clock forward, never back, and a deadline comes', async () => {
    const page = await stage.person('clerk');
    const late = async () => {
      const answer = await page.request.get('/api/board');
      return (await answer.json()).headline.late.value as number;
    };
    const before = await late();
    const back = await page.request.post('/api/demo/clock', { data: { date: '2026-06-01' } });
    expect(back.status()).toBe(422);
    const forward = await page.request.post('/api/demo/clock', { data: { date: '2026-09-30' } });
    expect(forward.status()).toBe(200);
    expect(await late()).toBeGreaterThan(before);
  });

  it('reads the first page without accessibility faults, in both languages and in large text', async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const page = await stage.person('clerk', { language });
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page
        .getByRole('button', { name: language === 'en' ? /large/i : /大字/ })
        .first()
        .click();
      expect(await accessibilityFaults(page)).toEqual([]);
      const size = await page.evaluate<number>('Number.parseFloat(getComputedStyle(document.body).fontSize)');
      expect(size).toBeGreaterThanOrEqual(18);
      await picture(page, `home-large-${language}`);
    }
  });
});
