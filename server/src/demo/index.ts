import pg from 'pg';
import { v7 } from 'uuid';
import { recordCity } from '../features/people/index.ts';
import { remindJob } from '../features/reminders/index.ts';
import { allFeatures } from '../features.ts';
import type { Ground } from '../ground.ts';
import { programActor, runAct } from '../platform/acts.ts';
import { addDays, dayOf } from '../platform/clock/days.ts';
import type { App } from '../platform/context.ts';
import { connectionSettings } from '../platform/database/types.ts';
import type { FeatureRoutes } from '../platform/http/pipeline.ts';
import type { Job } from '../platform/jobs/index.ts';
import { recordAccounts } from './account-records.ts';
import { demoSeed, generateCity } from './city.ts';
import { livePast } from './history.ts';
import type { City } from './model.ts';
import { demoRoutes } from './routes.ts';

/** The one password of all demo accounts. A production installation has none of them. */
export const demoPassword = 'xieli-demo-2026';

export interface Demo {
  features: FeatureRoutes[];
}

type Progress = (zh: string, en: string) => void;

/** The act that ends the making of the city. */
const completed = 'demo.complete';

/**
 * Opens the demo: makes the fictional city on the first start and lets it live through its past by real acts, and mounts
 * the demo's controls.
 * @param jobs what runs by itself here: a new city is reminded of what is overdue at once, not when the hour has come
 */
export async function openDemo(app: App, ground: Ground, progress: Progress, jobs: readonly Job[]): Promise<Demo> {
  const known = await app.connections.shared.selectFrom('tenants').select('tenant_id').executeTakeFirst();
  // A first start that was interrupted left a city without its past; it is made anew.
  if (!known) await found(app, ground, progress, jobs);
  else if (!(await isComplete(app, known.tenant_id))) await refound(app, ground, progress, jobs);
  const reset = () => refound(app, ground, (zh) => app.log.info(zh), jobs);
  return { features: [demoRoutes(reset, (tenantId) => remindJob.run(app, tenantId))] };
}

async function found(app: App, ground: Ground, progress: Progress, jobs: readonly Job[]): Promise<void> {
  const anchor = app.config.demoDate ?? dayOf(new Date());
  const city = generateCity({ seed: demoSeed, anchor });
  progress(
    `正在建立演示城市“${city.tenant.name}”（虚构），今天是 ${anchor}……`,
    `Making the fictional demo city ${city.tenant.nameEnglish}, today is ${anchor} …`,
  );
  await recordTenant(ground.ownerUrl, city);
  const request = { tenantId: city.tenant.id, actor: programActor('demo'), input: { anchor }, requestId: 'demo' };
  const now = `${addDays(anchor, -120)}T01:00:00.000Z`;
  await runAct(app, { ...request, actionId: v7(), action: 'demo.found', now }, async (context) => {
    await context.db
      .insertInto('tenant_clocks')
      .values({ offset_ms: String(offsetTo(anchor)), anchor })
      .execute();
    await recordCity(context, city);
    await recordAccounts(context, city, demoPassword);
    return null;
  });
  await app.clock.reload();
  await refreshStatistics(ground.ownerUrl);
  progress('正在让它经历过去三个月……', 'Letting it live through its last three months …');
  await livePast(app, allFeatures(app), city);
  await refreshStatistics(ground.ownerUrl);
  if (jobs.includes(remindJob)) await remindJob.run(app, city.tenant.id);
  await runAct(app, { ...request, actionId: v7(), action: completed }, async () => null);
}

/** A planner without statistics takes the worst way through thousands of new rows; autovacuum comes a minute too late. */
async function refreshStatistics(ownerUrl: string): Promise<void> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    await owner.query('ANALYZE');
  } finally {
    await owner.end();
  }
}

async function isComplete(app: App, tenantId: string): Promise<boolean> {
  const row = await app.connections
    .tenant(tenantId)
    .selectFrom('action_results')
    .select('id')
    .where('action', '=', completed)
    .executeTakeFirst();
  return row !== undefined;
}

/** Back to the beginning: everything of the demo goes and is made anew. */
async function refound(app: App, ground: Ground, progress: Progress, jobs: readonly Job[]): Promise<void> {
  const owner = new pg.Client(connectionSettings(ground.ownerUrl));
  await owner.connect();
  try {
    await owner.query('TRUNCATE tenants CASCADE');
  } finally {
    await owner.end();
  }
  await found(app, ground, progress, jobs);
  const tenant = await app.connections.shared.selectFrom('tenants').select('tenant_id').executeTakeFirstOrThrow();
  app.scopes.forget(tenant.tenant_id);
}

/** Milliseconds by which the demo's clock is ahead of the machine, so that it is nine in the morning of the day. */
function offsetTo(day: string): number {
  return Date.parse(`${day}T09:00:00+08:00`) - Date.now();
}

/** Only the owner of the schema makes a tenant. */
async function recordTenant(ownerUrl: string, city: City): Promise<void> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    await owner.query('INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)', [
      city.tenant.id,
      city.tenant.name,
      new Date().toISOString(),
    ]);
  } finally {
    await owner.end();
  }
}

/** Tells where the demo is and with whom one may sign in. */
export function sayDemoAccounts(address: string, say: Progress): void {
  const { accounts } = generateCity({ seed: demoSeed, anchor: dayOf(new Date()) });
  say(`\n协力已启动，请用浏览器打开 ${address}`, `Xieli is running, open ${address} in a browser`);
  say(
    `演示账号（密码都是 ${demoPassword}），也可以在登录页一键切换：`,
    `Demo accounts (the password is always ${demoPassword}); the sign-in page switches with one click:`,
  );
  for (const account of accounts.filter((one) => one.persona !== null)) {
    process.stdout.write(
      `  ${account.username.padEnd(14)}${account.displayName}  ${account.title} · ${account.titleEnglish}\n`,
    );
  }
}
