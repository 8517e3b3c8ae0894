import { v7 } from 'uuid';
import type { City } from '../server/src/demo/model.ts';
import { createRandom } from '../server/src/demo/random.ts';
import { foldActs, spansOf } from '../server/src/features/tasks/fold.ts';
import { summaryColumns, type UnsavedAct } from '../server/src/features/tasks/store.ts';
import { addDays } from '../server/src/platform/clock/days.ts';
import { searchWords } from '../server/src/platform/search/words.ts';
import { type BenchDocument, type Row, type Rows, writeDocument } from './documents.ts';
import { liveOneTask } from './lives.ts';

const leadsPerRequirement = 10;
const countiesPerRequirement = 4;
const dispatchedDaysAgo = 90;

/**
 * One document with all its tasks and their history, as rows. Each requirement is dispatched to ten of the sixty
 * organisations; the stored summary of each task is the product's own fold over its acts.
 * @param number of the document, from 0; different numbers give different rows
 */
export function documentHistory(city: City, number: number): Rows {
  const random = createRandom(1000 + number);
  const document = writeDocument(city, number, addDays(city.anchor, -dispatchedDaysAgo - 3));
  const { counties, committees } = leadsOf(city);
  const account = city.accounts.find((one) => one.username === 'clerk');
  if (!account) throw new Error('The city has no clerk');
  const dispatchedOn = addDays(city.anchor, -dispatchedDaysAgo + (number % 7));
  const dispatchId = v7();
  const rows: Rows = document.rows;
  const add = (table: string, ...more: Row[]) => {
    const known = rows.get(table);
    if (known) known.push(...more);
    else rows.set(table, more);
  };

  add('dispatches', {
    ...{ id: dispatchId, directive_id: document.id, version_id: document.versionId, digest: 'bench' },
    ...{ preview: { horizon: city.anchor, leftOut: [], tasks: [] }, account_id: account.id },
    ...{ occurred_on: dispatchedOn, recorded_at: `${dispatchedOn}T01:00:00Z` },
  });
  for (const [index, requirement] of document.requirements.entries()) {
    const begin = number * document.requirements.length + index;
    const leads = [
      ...take(counties, begin * countiesPerRequirement, countiesPerRequirement),
      ...take(committees, begin, leadsPerRequirement - countiesPerRequirement),
    ];
    const found = searchWords(`${requirement.action} ${document.title}`);
    for (const [place, lead] of leads.entries()) {
      const taskId = v7();
      const dueOn = addDays(city.anchor, random.below(240) - 60);
      const terms = {
        ...{ requirementRevision: 1, standard: '台账齐全、按月更新', leadOrganisationId: lead.id },
        ...{ leadBodyId: lead.bodyId, accountablePersonId: lead.personId, leaderPersonId: null, dueOn },
      };
      const acts = liveOneTask(
        { terms, dispatchId, quote: requirement.quote, dispatchedOn, account: who(account), newId: v7 },
        random,
      );
      add('tasks', taskRow(document, requirement, { taskId, dispatchId, acts, words: found }));
      add('task_acts', ...actRows(taskId, acts, account.displayName));
      add('task_spans', ...spanRows(taskId, acts));
      const supporter = leads[(place + 1) % leads.length];
      if (place % 3 === 0 && supporter)
        add('task_parties', { id: v7(), task_id: taskId, organisation_id: supporter.id });
      const submitted = acts.find((act) => act.kind === 'submit');
      if (submitted) addEvidence(add, taskId, lead.id, submitted, account.id);
    }
  }
  return rows;
}

const who = (account: { id: string; displayName: string }) => ({ id: account.id, name: account.displayName });

/** The nine county bodies and the fifty-one committees: sixty organisations that lead tasks. */
export function leadsOf(city: City) {
  const personIn = new Map<string, string>();
  for (const post of city.posts)
    if (!personIn.has(post.organisationId)) personIn.set(post.organisationId, post.personId);
  const leadOf = ({ id, bodyId }: City['organisations'][number]) => {
    const personId = personIn.get(id) ?? personIn.get(bodyId) ?? city.people[0]?.id;
    if (!personId) throw new Error('The city has nobody');
    return { id, bodyId, personId };
  };
  const ofKind = (kind: string) =>
    city.organisations.filter((one) => one.kind === kind && one.id !== city.tenant.bodyId);
  return { counties: ofKind('cppccBody').map(leadOf), committees: ofKind('specialCommittee').map(leadOf) };
}

function take<Item>(items: readonly Item[], from: number, count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[(from + index) % items.length] as Item);
}

function taskRow(
  document: BenchDocument,
  requirement: BenchDocument['requirements'][number],
  task: { taskId: string; dispatchId: string; acts: readonly UnsavedAct[]; words: string },
): Row {
  return {
    ...summaryColumns(foldActs(task.acts)),
    ...{ id: task.taskId, directive_id: document.id, requirement_id: requirement.id, dispatch_id: task.dispatchId },
    ...{ clause_key: requirement.clauseKey, action: requirement.action, hardness: 'semi', remark: '' },
    ...{ evidence_expected: '台账首页', accountable_basis: 'liaison', version: task.acts.length },
    ...{ recorded_at: task.acts[0]?.recordedAt, words: task.words },
  };
}

function actRows(taskId: string, acts: readonly UnsavedAct[], accountName: string): Row[] {
  return acts.map((act) => ({
    ...{ id: act.id, task_id: taskId, seq: act.seq, kind: act.kind, account_id: act.accountId },
    ...{ account_name: accountName, organisation_id: act.organisationId, on_behalf_source: null, implied_by: null },
    ...{ occurred_on: act.occurredOn, recorded_at: act.recordedAt, payload: act.payload },
  }));
}

function spanRows(taskId: string, acts: readonly UnsavedAct[]): Row[] {
  return spansOf(acts).map((span) => ({
    ...{ task_id: taskId, from_seq: span.fromSeq, state: span.state, from_on: span.fromOn, to_on: span.toOn },
    ...{ from_at: span.fromAt, to_at: span.toAt },
  }));
}

function addEvidence(
  add: (table: string, ...rows: Row[]) => void,
  taskId: string,
  ownerId: string,
  act: UnsavedAct,
  accountId: string,
): void {
  const evidenceId = v7();
  add('evidence', {
    ...{ id: evidenceId, owner_organisation_id: ownerId, revision: 1, version: 1, recorded_at: act.recordedAt },
  });
  add('evidence_revisions', {
    ...{ id: v7(), evidence_id: evidenceId, revision: 1, kind: 'text', title: '走访小结', body: '走访情况已逐户登记' },
    ...{
      about: `[${act.occurredOn},${addDays(act.occurredOn, 1)})`,
      arrived_at: act.recordedAt,
      account_id: accountId,
    },
  });
  add('task_evidence', {
    ...{ id: v7(), task_id: taskId, evidence_id: evidenceId, task_revision: 1, evidence_revision: 1 },
    ...{ linking_act_id: act.id },
  });
}
