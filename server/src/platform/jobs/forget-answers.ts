import { forgetAnswers } from '../acts.ts';
import type { Job } from './jobs.ts';

/** A phone that was off for a holiday sends again what it could not; nobody repeats a tap of last season. */
const rememberedMs = 90 * 24 * 60 * 60 * 1000;

/** Forgets the answers of acts that are older than 90 days, so that what was answered once is not kept for ever. */
export const forgetAnswersJob: Job = {
  name: 'acts.forgetAnswers',
  cron: '10 3 * * *',
  async run(app, tenantId) {
    const before = new Date(Date.parse(app.clock.businessNow(tenantId)) - rememberedMs).toISOString();
    const forgotten = await forgetAnswers(app.connections.tenant(tenantId), before);
    if (forgotten > 0) app.log.info({ tenantId, forgotten }, 'answers of old acts were forgotten');
  },
};
