import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { closeAll } from './close-all.ts';
import type { Config } from './config.ts';
import { openDemo } from './demo/index.ts';
import { openScopes } from './features/organisations/index.ts';
import { allFeatures, allJobs } from './features.ts';
import { freeBytesOf, leastFreeBytes } from './free-space.ts';
import { type Ground, openGround } from './ground.ts';
import { startSealing } from './platform/audit/index.ts';
import type { App } from './platform/context.ts';
import { takeServingLock } from './platform/database/serving-lock.ts';
import { buildServer } from './platform/http/server.ts';
import { recognise } from './platform/identity/index.ts';
import { type Job, startJobs } from './platform/jobs/index.ts';
import { openLive } from './platform/live/index.ts';
import { openLog } from './platform/log.ts';
import { version } from './version.ts';

export interface Running {
  app: App;
  ground: Ground;
  server: FastifyInstance;
  /** Where it listens. */
  address: string;
  /** Ends when another program took the database over while its connection was lost: this one has to stop. */
  displaced: Promise<Error>;
  /** Finishes what was accepted, seals the audit, then stops everything. */
  stop(): Promise<void>;
}

const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Puts the App together on an open ground. */
export function openApp(config: Config, ground: Ground, log: FastifyBaseLogger, announce: App['announce']): App {
  return {
    config,
    connections: ground.connections,
    clock: ground.clock,
    cipher: ground.cipher,
    files: ground.files,
    log,
    scopes: openScopes(ground.connections, ground.clock),
    announce,
  };
}

/**
 * Starts the product: database, features, demo city where asked for, jobs, HTTP.
 * @param options.progress told, in both languages, what is going on
 * @param options.jobs what it does by itself; a journey leaves them out, because the hour would otherwise change its city
 */
export async function boot(
  config: Config,
  options: { progress: (zh: string, en: string) => void; jobs?: readonly Job[] },
): Promise<Running> {
  const log = openLog();
  // What was opened, the last one first when it is closed again, whether in the end or because the next step failed.
  const closers: (() => Promise<void>)[] = [];
  options.progress('正在打开数据库……', 'Opening the database …');
  try {
    const ground = await openGround(config, {
      command: 'serve',
      mode: config.mode,
      // The driver's error carries the whole client with every statement it knows; only its words go into the log.
      onIdleError: (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'),
    });
    closers.push(() => ground.close());
    const displaced = Promise.withResolvers<Error>();
    const serving = await takeServingLock(ground.appUrl, { command: 'serve', onLost: displaced.resolve });
    closers.push(() => serving.release());
    const live = await openLive(ground.connections, log);
    let liveEnds: Promise<void> | undefined;
    const endLive = () => {
      liveEnds ??= live.close();
      return liveEnds;
    };
    closers.push(endLive);
    const app = openApp(config, ground, log, live.announce);
    const toRun = options.jobs ?? allJobs;
    const demo = config.mode === 'demo' ? await openDemo(app, ground, options.progress, toRun) : null;
    const sealing = startSealing(app);
    closers.push(() => sealing.stop());
    const jobs = await startJobs(app, ground.appUrl, toRun);
    closers.push(() => jobs.stop());
    const server = await buildServer(app, {
      features: [...allFeatures(app), ...live.features, ...(demo ? demo.features : [])],
      recognise,
      version,
      webRoot: existsSync(path.join(webRoot, 'index.html')) ? webRoot : null,
      readiness: async () => ({
        database: serving.held() && (await answers(ground)),
        jobs: jobs.healthy(),
        disk: (await freeBytesOf(config.dataDir)) > leastFreeBytes,
      }),
      jobs: jobs.records,
    });
    closers.push(() => server.close());
    // Streams that stay open would keep the server from closing, so they end before it.
    closers.push(endLive);
    const address = await server.listen({ host: config.host, port: config.port });
    ground.announce(address);
    return { app, ground, server, address, displaced: displaced.promise, stop: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers).catch((further: unknown) =>
      log.error({ err: further }, 'what was opened did not close in order'),
    );
    throw error;
  }
}

async function answers(ground: Ground): Promise<boolean> {
  try {
    await ground.connections.pool.query('SELECT 1');
    return true;
  } catch {
    // Whatever the database says instead of an answer, it is not ready; the failing request itself is logged elsewhere.
    return false;
  }
}
