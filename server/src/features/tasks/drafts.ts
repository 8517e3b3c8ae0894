import type { ActContext } from '../../platform/context.ts';
import type { RequirementContent } from '../directives/contract.ts';
import { bodiesOf } from '../organisations/index.ts';
import { holdTask, recordAct } from './record-act.ts';
import { insertTasks, type NewTask } from './store.ts';

/** A task that somebody already thought out: a row of an imported table, a leader's instruction (spine.md 3.7, 3.8). */
export interface DraftInput {
  directiveId: string;
  requirementId: string;
  requirementRevision: number;
  clauseKey: string | null;
  content: RequirementContent;
  leadOrganisationId: string;
  supporters: readonly string[];
  accountablePersonId: string | null;
  leaderPersonId: string | null;
  dueOn: string | null;
  remark: string;
  foundBy: string;
  /** 进展 of the table: told on behalf of the organisation, with the table as its source. */
  progress: { text: string; source: string } | null;
}

/** Writes drafts within the caller's act. @returns their ids, in order */
export async function recordDrafts(context: ActContext, drafts: readonly DraftInput[]): Promise<string[]> {
  const bodies = await bodiesOf(context, [...new Set(drafts.map((draft) => draft.leadOrganisationId))]);
  const tasks = drafts.map((draft): NewTask => {
    const { content } = draft;
    return {
      id: context.newId(),
      directiveId: draft.directiveId,
      requirementId: draft.requirementId,
      clauseKey: draft.clauseKey,
      dispatchId: null,
      seriesId: null,
      period: null,
      action: content.action,
      hardness: content.act === 'suggestion' ? 'soft' : content.hardness,
      supervisionMode: content.supervisionMode,
      supervisionObject: content.supervisionObject,
      quantities: content.quantities,
      evidenceExpected: content.evidenceExpected,
      evidenceDemand: content.evidenceDemand,
      accountableBasis: draft.accountablePersonId ? 'named' : null,
      remark: draft.remark,
      supporters: draft.supporters,
      foundBy: draft.foundBy,
      act: {
        id: context.newId(),
        seq: 1,
        kind: 'draft',
        accountId: context.actor.accountId || null,
        organisationId: context.actor.roles[0]?.organisationId ?? null,
        onBehalfSource: null,
        impliedBy: null,
        occurredOn: context.today,
        recordedAt: context.now,
        payload: {
          terms: {
            requirementRevision: draft.requirementRevision,
            standard: content.standard,
            leadOrganisationId: draft.leadOrganisationId,
            leadBodyId: bodies.get(draft.leadOrganisationId) ?? draft.leadOrganisationId,
            accountablePersonId: draft.accountablePersonId,
            leaderPersonId: draft.leaderPersonId,
            dueOn: draft.dueOn,
          },
        },
      },
    };
  });
  await insertTasks(context, tasks);
  for (const [index, { progress }] of drafts.entries()) {
    if (!progress) continue;
    const held = await holdTask(context, (tasks[index] as NewTask).id);
    await recordAct(context, held, {
      kind: 'progress',
      payload: { text: progress.text },
      onBehalfSource: progress.source,
      actId: context.newId(),
    });
  }
  return tasks.map((task) => task.id);
}
