import { v7 } from 'uuid';
import { programActor, runAct } from '../../platform/acts.ts';
import { dayOf, isAwake } from '../../platform/clock/days.ts';
import type { ActContext, App } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { speak } from '../../platform/locale/messages.ts';
import { deliverySettings } from '../../platform/notify/index.ts';
import { holdTask, recordAct, whyNot } from '../tasks/index.ts';
import { escalates, type Ladder, ladder, remindedStates, workdaysAfter } from './ladder.ts';
import { reason } from './messages.ts';
import { queueDigests } from './queue-digests.ts';
import { openRecipients, type Recipients } from './recipients.ts';
import { insertNotices, insertReminders, type NewNotice, reachedRungs, type UnremindedTask } from './store.ts';

/** Tasks of one act: short enough that nobody waits long for a task that it holds. */
const tasksPerAct = 100;

/**
 * Reminds of every task that has reached a rung of the ladder, and escalates what the ladder says to. May run as often as it
 * likes and be cut off anywhere: a rung once noted is not noted again, and its notices and its escalation are one transaction
 * with the note. Outside the hours in which people may be disturbed it waits.
 * @returns how many reminders were noted
 * @throws AggregateError after all others were reminded of, where some tasks could not be
 */
export async function remind(app: App, tenantId: string, steps: Ladder = ladder): Promise<number> {
  const now = app.clock.businessNow(tenantId);
  const db = app.connections.tenant(tenantId);
  const { wakesAt, sleepsAt } = await deliverySettings(db);
  if (!isAwake(now, { from: wakesAt, to: sleepsAt })) return 0;
  const today = dayOf(now);
  const reached = await reachedRungs(db, today, steps);
  if (reached.length === 0) return 0;
  const recipients = await openRecipients({ db, today });
  let noted = 0;
  const failures: unknown[] = [];
  const act = async (part: readonly UnremindedTask[]) => {
    const request = {
      tenantId,
      actor: programActor('协力'),
      actionId: v7(),
      action: 'reminders.remind',
      input: part.map(({ taskId, rung, countsFrom }) => [taskId, rung, countsFrom]),
      requestId: 'job',
    };
    const { answer } = await runAct(app, request, (context) => remindOf(context, part, recipients, steps));
    noted += answer;
  };
  for (const part of chunksOf(reached, tasksPerAct)) {
    try {
      await act(part);
    } catch {
      // Each by itself then: what is wrong with one of them is told below and holds back no other.
      for (const task of part) await act([task]).catch((error: unknown) => void failures.push(error));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tasks could not be reminded of`);
  return noted;
}

async function remindOf(
  context: ActContext,
  tasks: readonly UnremindedTask[],
  recipients: Recipients,
  steps: Ladder,
): Promise<number> {
  const noted = await insertReminders(context, tasks);
  const notices: NewNotice[] = [];
  for (const task of noted) {
    const tell = (accountIds: readonly string[], because: NewNotice['because']) =>
      notices.push(...accountIds.map((accountId) => ({ accountId, task, because })));
    tell(recipients.own(task), 'own');
    if (!escalates(task.rung, steps)) continue;
    const superior = recipients.above(task.leadOrganisationId);
    if (await escalate(context, task, superior.organisationId, steps)) tell(superior.accountIds, 'escalated');
  }
  await insertNotices(context, notices);
  context.note({ reminders: noted.length, notices: notices.length });
  return noted.length;
}

/** 提级督办 by the rule. @returns false where somebody has escalated, closed or submitted it already */
async function escalate(
  context: ActContext,
  task: UnremindedTask,
  organisationId: string | null,
  steps: Ladder,
): Promise<boolean> {
  const held = await holdTask(context, task.taskId);
  if (!remindedStates.includes(held.summary.state) || whyNot('escalate', held.summary) !== null) return false;
  await recordAct(context, held, {
    kind: 'escalate',
    payload: { reason: reasonOf(task, steps) },
    organisationId,
    actId: context.newId(),
  });
  return true;
}

function reasonOf({ rung, countsFrom }: UnremindedTask, { unacknowledged }: Ladder): string {
  if (rung !== unacknowledged.rung) return speak(reason.overdue({ day: countsFrom }), 'zh-CN');
  const waited = workdaysAfter(countsFrom, unacknowledged.workdays);
  const why = speak(reason.unacknowledged({ day: countsFrom, count: unacknowledged.workdays }), 'zh-CN');
  return waited.provisional ? why + speak(reason.weekdaysOnly({ year: waited.day.slice(0, 4) }), 'zh-CN') : why;
}

/** Every hour; a reminder that the night or a server that was off held back comes with the next one. */
export const remindJob: Job = {
  name: 'reminders.remind',
  cron: '5 * * * *',
  async run(app, tenantId) {
    try {
      const noted = await remind(app, tenantId);
      if (noted > 0) app.log.info({ tenantId, noted }, 'tasks were reminded of');
    } finally {
      await queueDigests(app, tenantId);
    }
  },
};
