import type { ReadContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import { confirmedDirective, wholeDirective } from '../directives/index.ts';
import { evidenceOfTasks } from '../evidence/index.ts';
import { instructionsAbout } from '../instructions/index.ts';
import { personNames } from '../people/index.ts';
import { readableTasks } from '../tasks/index.ts';
import type { DirectiveExport } from './contract.ts';
import { say } from './messages.ts';
import { actsOfTasks, clausesOf, dispatchesOf } from './store.ts';

/**
 * A document with its versions, clauses, requirements and what was decided of each, dispatches, 批示, tasks, acts and what is
 * known of its evidence, as far as the viewer may take it along: who does not see all tasks gets the requirements and clauses
 * of those that he sees, and neither the whole text nor what was sent to others.
 * @throws Problem notFound where that is nothing
 */
export async function exportEverything(context: ReadContext, directiveId: string): Promise<DirectiveExport> {
  const document = await confirmedDirective(context, directiveId);
  if (!document) throw notFound(say.nothingVisible());
  const rows = await (await readableTasks(context, 'task.export'))
    .select(['t.requirement_id', 't.standard', 't.leader_person_id', 't.remark'])
    .where('t.directive_id', '=', directiveId)
    .orderBy('t.id')
    .execute();
  const narrowed = !(await context.reach('task.export')).city;
  if (narrowed && rows.length === 0) throw notFound(say.nothingVisible());

  const visible = new Set(rows.map((row) => row.requirement_id));
  const whole = await wholeDirective(context, directiveId);
  const requirements = whole.requirements.filter((one) => !narrowed || visible.has(one.id));
  const confirmed = document.requirements.filter((one) => visible.has(one.requirementId));
  const keys = new Set(confirmed.flatMap((one) => one.clausePath.map((clause) => clause.key)));
  const texts = new Map(whole.versions.map(({ id, text }) => [id, text]));
  const clauses = (await clausesOf(context.db, document.versionId)).filter(
    (clause) => !narrowed || keys.has(clause.key),
  );
  const ids = rows.map((row) => row.id);
  const acts = await actsOfTasks(context.db, ids);
  const evidence = await evidenceOfTasks(context.db, ids);
  const leaders = await personNames(context, [...new Set(rows.flatMap((row) => row.leader_person_id ?? []))]);
  return {
    format: 'xieli-directive',
    formatVersion: 2,
    exportedAt: context.now,
    narrowed,
    directive: {
      id: document.directiveId,
      kind: document.kind,
      title: document.title,
      issuerName: document.issuerName,
      documentNumber: document.documentNumber,
      issuedOn: document.issuedOn,
      horizon: document.horizon,
      versionId: document.versionId,
    },
    clauses,
    versions: whole.versions.map((version) => ({ ...version, text: narrowed ? null : version.text })),
    requirements: requirements.map((one) => ({
      ...one,
      quote: texts.get(one.versionId)?.slice(one.start, one.end) ?? '',
    })),
    dispatches: narrowed ? [] : await dispatchesOf(context.db, directiveId),
    instructions: await instructionsAbout(context, directiveId),
    tasks: rows.map((row) => ({
      id: row.id,
      requirementId: row.requirement_id,
      requirementRevision: row.requirement_revision,
      action: row.action,
      standard: row.standard,
      hardness: row.hardness,
      state: row.state,
      lead: { id: row.lead_organisation_id, name: row.lead_name ?? '' },
      supporters: row.supporters,
      accountable: row.accountable_person_id
        ? { id: row.accountable_person_id, name: row.accountable_name ?? '' }
        : null,
      leader: row.leader_person_id ? (leaders.get(row.leader_person_id) ?? null) : null,
      dueOn: row.due_on,
      originalDueOn: row.original_due_on,
      finishedOn: row.finished_on,
      escalated: row.escalated,
      remark: row.remark,
      acts: acts.get(row.id) ?? [],
      evidence: evidence.get(row.id) ?? [],
    })),
  };
}
