import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import pg from 'pg';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished, TestRunner } from 'vitest';
import { findChromium } from '../scripts/machine.mjs';
import { boot, type Running } from '../server/src/boot.ts';
import { demoPassword } from '../server/src/demo/index.ts';
import { type DemoPlace, demoConfig, demoDay, demoEnvironment, makeDatabase } from './demo-config.ts';
import { demoDatabase } from './demo-ground.ts';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface Seat {
  viewport?: { width: number; height: number };
  language?: 'zh-CN' | 'en';
}

/** A running demo city and a browser in front of it, for the persons of one journey. */
export interface Stage {
  address: string;
  /** Settings of this city, for a command that works on the same data. */
  environment: Record<string, string>;
  running: Running;
  /**
   * A person signed in at a browser of their own, which a test closes when it ends; the user names are those of the demo
   * accounts. Whoever comes a second time brings the session of the first: a password is slow to check, on purpose. `null`
   * is a stranger.
   */
  person(username: string | null, seat?: Seat): Promise<Page>;
  /** As the owner of the database, whom no policy binds: for what a journey breaks or checks by hand. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Kills nothing and loses nothing: stops the server and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a copy of the demo city; another day than the usual one costs making the city anew. */
export async function openStage(day: string = demoDay): Promise<Stage> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-journey-'));
  if (day === demoDay) cpSync(inject('demoTemplate'), dataDir, { recursive: true });
  const place = { dataDir, databaseUrl: await databaseFor(day) };
  const config = demoConfig(place, day);
  let running = await boot(config, quietly());
  const browser = await launch();
  const contexts: BrowserContext[] = [];
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();
  const owner = new pg.Pool({ connectionString: running.ground.ownerUrl, max: 2 });
  owner.on('error', (error) => process.stderr.write(`${error.message}\n`));

  const stage: Stage = {
    environment: demoEnvironment(place),
    get address() {
      return running.address;
    },
    get running() {
      return running;
    },
    async person(username, seat = {}) {
      const context = await browser.newContext({
        baseURL: running.address,
        viewport: seat.viewport ?? desktop,
        locale: seat.language ?? 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
        hasTouch: (seat.viewport?.width ?? desktop.width) < 600,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      const known = username === null ? undefined : sessions.get(username);
      if (known !== undefined) await context.addCookies(known);
      else if (username !== null) {
        await signIn(context, username);
        sessions.set(username, await context.cookies());
      }
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      // A page left open would follow every later act of the journey, live, and slow it down.
      if (TestRunner.getCurrentTest() === undefined) contexts.push(context);
      else
        onTestFinished(async ({ task }) => {
          if (task.result?.state === 'fail')
            await photograph(page, `failed ${task.name.slice(0, 60)} ${username ?? 'stranger'}`);
          await context.close();
        });
      return page;
    },
    async sql(text, values = []) {
      return (await owner.query(text, values)).rows;
    },
    async restart() {
      const port = new URL(running.address).port;
      await running.stop();
      running = await boot({ ...config, port: Number(port) }, quietly());
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await owner.end();
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

/** Without the jobs: a journey that crosses the hour must find its city as it left it. It may run one by hand. */
const quietly = () => ({ progress: () => undefined, jobs: [] });
/** @returns null where the database lies in the data directory */
async function databaseFor(day: string): Promise<DemoPlace['databaseUrl']> {
  const server = inject('demoServer');
  if (server === null) return null;
  const name = `journey_${randomUUID().replaceAll('-', '')}`;
  return makeDatabase(server, name, day === demoDay ? demoDatabase : 'template0');
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium: set XIELI_CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

async function signIn(context: BrowserContext, username: string): Promise<void> {
  const answer = await context.request.post('/api/session', { data: { username, password: demoPassword } });
  if (!answer.ok()) throw new Error(`${username} could not sign in: ${answer.status()} ${await answer.text()}`);
}

/**
 * Keeps a picture of the page below test-results, for people to look at; a run of all tests, at which nobody looks, leaves
 * them out unless it is asked for them.
 * @param options.inReadme the README shows it: a run with XIELI_README_PICTURES=make puts it there anew
 */
export async function picture(
  page: Page,
  name: string,
  options: { whole?: boolean; inReadme?: boolean } = {},
): Promise<void> {
  if (process.env.XIELI_PICTURES === 'leave') return;
  const file = await photograph(page, name, options.whole);
  if (options.inReadme && process.env.XIELI_README_PICTURES === 'make')
    cpSync(file, path.resolve(`docs/images/${name}.png`));
}

/** @returns where the picture lies */
async function photograph(page: Page, name: string, whole = false): Promise<string> {
  const folder = path.resolve('test-results/pictures');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, fullPage: whole });
  return file;
}

/** The accessibility faults of a page that axe finds against WCAG 2.2 AA. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Its other mode opens a page of its own for each answer, which only frames from elsewhere would need.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
}
