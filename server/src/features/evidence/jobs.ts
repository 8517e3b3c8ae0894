import type { App } from '../../platform/context.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { knownFiles } from './store.ts';

/** A file waits this long for the record that names it: an upload of today may become evidence tomorrow morning. */
const waitMs = 24 * 60 * 60 * 1000;

/**
 * Removes files that no row names: left behind by a crash between file and row (spine.md 7.2), by an upload that became
 * nothing, or by a connection that broke.
 * @returns how many were removed
 */
export function sweepFiles(app: App, tenantId: string, olderThanMs = waitMs): Promise<number> {
  const db = app.connections.tenant(tenantId);
  return app.files.sweep(tenantId, (hashes) => knownFiles(db, hashes), olderThanMs);
}

export const sweepFilesJob: Job = {
  name: 'evidence.sweepFiles',
  cron: '40 3 * * *',
  async run(app, tenantId) {
    const removed = await sweepFiles(app, tenantId);
    if (removed > 0) app.log.info({ tenantId, removed }, 'files without a record were removed');
  },
};
