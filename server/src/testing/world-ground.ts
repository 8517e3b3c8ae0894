import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { testWorld, worldTemplate } from './world.ts';

/**
 * Global setup of the database projects, after `testing-ground.ts`: founds the usual city once, for every test world to
 * copy. Each founded it for itself, a hundred and thirty times in a run.
 */
export default async function setup(project: TestProject): Promise<void> {
  const { ownerUrl, appUrl, template } = project.getProvidedContext().databaseGround;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${worldTemplate} TEMPLATE ${template}`);
  await owner.end();
  const inWorld = (url: string) => {
    const changed = new URL(url);
    changed.pathname = `/${worldTemplate}`;
    return changed.href;
  };
  const database = { ownerUrl: inWorld(ownerUrl), appUrl: inWorld(appUrl), drop: async () => undefined };
  await (await testWorld({ database })).close();
}
