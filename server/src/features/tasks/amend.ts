import type { z } from 'zod';
import type { ActContext } from '../../platform/context.ts';
import { invalid } from '../../platform/http/problems.ts';
import { bodiesOf, existingOn } from '../organisations/index.ts';
import { liaisonOf } from '../people/index.ts';
import type { Amendment } from './acts.ts';
import type { tasksContract } from './contract.ts';
import { columnsChanged, followNewest } from './following.ts';
import { say } from './messages.ts';
import { belongingOf } from './plan-facts.ts';
import { type HeldTask, recordAct } from './record-act.ts';
import { replaceParties, supportersOf, type TaskColumns } from './store.ts';

type AmendBody = z.output<(typeof tasksContract)['POST /api/tasks/:taskId/amend']['body']>;
type ReassignBody = z.output<(typeof tasksContract)['POST /api/tasks/:taskId/reassign']['body']>;

/** Changes a task by an act that keeps both sides of every change. @throws Problem invalid where nothing would change */
export async function amendTask(context: ActContext, held: HeldTask, body: AmendBody) {
  const { summary, task } = held;
  const followed = body.followRevision ? await followNewest(context, held) : null;
  const changes: Amendment = { ...followed?.changes };
  const also: TaskColumns = columnsChanged(changes);
  if (body.dueOn !== undefined) {
    delete changes.dueOn;
    if (body.dueOn !== summary.dueOn) changes.dueOn = { before: summary.dueOn, after: body.dueOn };
  }
  if (body.standard !== undefined) {
    delete changes.standard;
    if (body.standard !== summary.standard) changes.standard = { before: summary.standard, after: body.standard };
  }
  if (body.accountablePersonId !== undefined && body.accountablePersonId !== summary.accountablePersonId) {
    await assertBelongs(context, body.accountablePersonId, summary.leadOrganisationId);
    changes.accountablePersonId = { before: summary.accountablePersonId, after: body.accountablePersonId };
    also.accountable_basis = 'named';
  }
  if (body.leaderPersonId !== undefined && body.leaderPersonId !== summary.leaderPersonId) {
    changes.leaderPersonId = { before: summary.leaderPersonId, after: body.leaderPersonId };
  }
  const supporters = body.supporters && [...new Set(body.supporters)].sort();
  if (supporters) await assertSupporters(context, supporters, summary.leadOrganisationId);
  const before = await supportersOf(context.db, task.id);
  if (supporters && supporters.join() !== [...before].sort().join()) changes.supporters = { before, after: supporters };
  if (Object.keys(changes).length === 0) throw invalid(say.nothingAmended());
  const receipt = await recordAct(context, held, {
    kind: 'amend',
    payload: { changes, ...(followed && { asked: followed.asked }), reason: body.reason },
    organisationId: officeOf(context),
    also,
  });
  if (changes.supporters) await replaceParties(context, task.id, changes.supporters.after);
  return receipt;
}

/** Hands a task to a successor, who acknowledges it anew (spine.md 4.6). */
export async function reassignTask(context: ActContext, held: HeldTask, body: ReassignBody) {
  const { summary } = held;
  const { organisationId } = body;
  if (!(await existingOn(context, [organisationId])).has(organisationId))
    throw invalid(say.organisationGone(), { field: 'organisationId' });
  const bodyId = (await bodiesOf(context, [organisationId])).get(organisationId) as string;
  if (body.accountablePersonId) await assertBelongs(context, body.accountablePersonId, organisationId);
  const liaison = (await liaisonOf(context, [organisationId])).get(organisationId);
  const personId = body.accountablePersonId ?? liaison?.personId;
  if (!personId) throw invalid(say.nobodyAccountable(), { field: 'accountablePersonId' });
  const basis = body.accountablePersonId ? 'named' : liaison?.basis === 'own' ? 'liaison' : 'bodyLiaison';
  const receipt = await recordAct(context, held, {
    kind: 'reassign',
    payload: {
      lead: { before: summary.leadOrganisationId, after: organisationId },
      leadBodyId: { before: summary.leadBodyId, after: bodyId },
      accountablePersonId: { before: summary.accountablePersonId, after: personId },
      reason: body.reason,
    },
    organisationId: officeOf(context),
    also: { accountable_basis: basis },
  });
  const supporters = await supportersOf(context.db, held.task.id);
  if (supporters.includes(organisationId))
    await replaceParties(
      context,
      held.task.id,
      supporters.filter((id) => id !== organisationId),
    );
  return receipt;
}

/** The organisation for which an act of the office is done. */
export const officeOf = (context: ActContext) => context.actor.roles[0]?.organisationId ?? null;

async function assertBelongs(context: ActContext, personId: string, organisationId: string): Promise<void> {
  const bodies = await bodiesOf(context, [organisationId]);
  const pairs = await belongingOf(context, [personId], [organisationId], bodies);
  if (pairs.size === 0) throw invalid(say.personNotOfOrganisation(), { field: 'accountablePersonId' });
}

async function assertSupporters(context: ActContext, supporters: readonly string[], leadId: string): Promise<void> {
  if (supporters.includes(leadId)) throw invalid(say.supporterIsLead(), { field: 'supporters' });
  const existing = await existingOn(context, supporters);
  if (supporters.some((id) => !existing.has(id))) throw invalid(say.organisationGone(), { field: 'supporters' });
}
