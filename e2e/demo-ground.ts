import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { demoConfig } from './demo-config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data directory of a stopped demo city, to be copied by each journey. */
    demoTemplate: string;
  }
}

/** Makes the demo city once for all journeys; each begins with its own copy of it. */
export default async function setup(project: TestProject): Promise<() => void> {
  mkdirSync(path.resolve('.tmp/e2e'), { recursive: true });
  // A folder for each run: two runs in one tree must not take the city from under each other.
  const template = mkdtempSync(path.resolve('.tmp/e2e/template-'));
  const { boot } = await import('../server/src/boot.ts');
  const running = await boot(demoConfig(template), { progress: () => undefined, jobs: [] });
  await forgoPowerCuts(running.ground.ownerUrl);
  await running.stop();
  project.provide('demoTemplate', template);
  return () => rmSync(template, { recursive: true, force: true });
}

/** A journey's city need not outlive a power cut: nothing of it waits for the disk. The copies inherit the setting. */
async function forgoPowerCuts(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('ALTER SYSTEM SET fsync = off');
  await owner.end();
}
