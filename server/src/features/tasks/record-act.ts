import type { ActContext } from '../../platform/context.ts';
import { conflict, forbidden, invalid, notFound } from '../../platform/http/problems.ts';
import type { ActKind, Payloads } from './acts.ts';
import { foldActs, type TaskSummary } from './fold.ts';
import { say } from './messages.ts';
import { type Hands, stateWord, transitions, whyNot, whyNotVerifier } from './rules.ts';
import type { Receipt } from './shapes.ts';
import {
  actsOf,
  insertActs,
  lockTask,
  peopleOfAccounts,
  type StoredAct,
  type StoredTask,
  storeSummary,
  type TaskColumns,
  type UnsavedAct,
} from './store.ts';

type LaterKind = Exclude<ActKind, 'draft'>;

/** A task held for an act, with its timeline. */
export interface HeldTask {
  task: StoredTask;
  acts: StoredAct[];
  summary: TaskSummary;
}

export interface NewAct<K extends LaterKind> {
  kind: K;
  payload: Payloads[K];
  /** The day it happened; today where absent. */
  occurredOn?: string | undefined;
  onBehalfSource?: string | null;
  /** Whose act it is; the lead's where absent. */
  organisationId?: string | null;
  /** Its id; the action's own where absent. */
  actId?: string;
  /** Columns of the task that say the same as the act and that no fold decides. */
  also?: TaskColumns;
}

/**
 * Takes hold of a task for an act.
 * @param seenVersion the version the caller decided upon; absent for acts that only add something
 * @throws Problem notFound, or conflict with the present state where somebody was faster
 */
export async function holdTask(context: ActContext, taskId: string, seenVersion?: number): Promise<HeldTask> {
  const task = await lockTask(context, taskId);
  if (!task) throw notFound(say.notFound());
  const acts = await actsOf(context.db, taskId);
  const held = { task, acts, summary: foldActs(acts) };
  if (seenVersion !== undefined && seenVersion !== task.version)
    throw conflict(say.changedMeanwhile(), { current: standingOf(held) });
  return held;
}

/** What a conflict shows of the present: state, version and who did the last act. */
export function standingOf({ task, acts, summary }: HeldTask) {
  const last = acts.at(-1);
  return {
    id: task.id,
    state: summary.state,
    stateWord: stateWord[summary.state],
    version: task.version,
    dueOn: summary.dueOn,
    lastAct: last ? { kind: last.kind, by: last.accountName, recordedAt: last.recordedAt } : null,
  };
}

/**
 * Does one act on a held task: asks the state table, writes the timeline, and stores what the acts now add up to.
 * @throws Problem conflict where the state does not allow it, invalid where what it carries does not fit
 */
export async function recordAct<K extends LaterKind>(
  context: ActContext,
  held: HeldTask,
  act: NewAct<K>,
): Promise<Receipt> {
  const { task, acts, summary } = held;
  const transition = transitions[act.kind];
  const why = whyNot(act.kind, summary, act.payload, Boolean(act.onBehalfSource));
  if (why && !transition.from.includes(summary.state)) throw conflict(why, { current: standingOf(held) });
  if (why) throw invalid(why);
  if (transition.apart) await assertApart(context, held);
  const occurredOn = act.occurredOn ?? context.today;
  assertDay(context, acts, occurredOn);

  const actId = act.actId ?? context.actionId;
  const base = {
    accountId: context.actor.accountId || null,
    onBehalfSource: act.onBehalfSource ?? null,
    organisationId: act.organisationId === undefined ? summary.leadOrganisationId : act.organisationId,
    occurredOn,
    recordedAt: context.now,
  };
  const added: UnsavedAct[] = [];
  if (transition.impliesAcknowledge && summary.state === 'dispatched') {
    added.push({
      ...base,
      id: context.newId(),
      seq: summary.lastSeq + 1,
      kind: 'acknowledge',
      payload: {},
      impliedBy: actId,
    });
  }
  added.push({
    ...base,
    id: actId,
    seq: summary.lastSeq + added.length + 1,
    kind: act.kind,
    payload: act.payload,
    impliedBy: null,
  } as UnsavedAct);
  await insertActs(
    context,
    added.map((one) => ({ taskId: task.id, act: one })),
  );
  const after = [...acts, ...added];
  const version = await storeSummary(context, task.id, { after, before: acts, also: act.also });
  const named = added.map((one): StoredAct => ({ ...one, accountName: context.actor.displayName }));
  Object.assign(held, { acts: [...acts, ...named], summary: foldActs(after), task: { ...task, version } });
  return { taskId: task.id, actId, state: held.summary.state, version, recordedAt: context.now };
}

/** What happened cannot lie ahead, nor before the organisation had the task. */
function assertDay(context: ActContext, acts: readonly StoredAct[], occurredOn: string): void {
  if (occurredOn > context.today) throw invalid(say.dayInFuture({ today: context.today }), { field: 'occurredOn' });
  const begun = acts.findLast((act) => act.kind === 'dispatch' || act.kind === 'reassign');
  if (begun && occurredOn < begun.occurredOn)
    throw invalid(say.dayBeforeDispatch({ day: begun.occurredOn }), { field: 'occurredOn' });
}

/** Who stands behind the work of a task (spine.md 4.2). */
export async function handsOf(
  context: Pick<ActContext, 'db'>,
  summary: TaskSummary,
  acts: readonly StoredAct[],
): Promise<Hands> {
  const accounts = new Set(
    acts.filter((act) => act.kind === 'submit' || act.onBehalfSource !== null).flatMap((act) => act.accountId ?? []),
  );
  return {
    accountablePersonId: summary.accountablePersonId,
    accounts,
    people: await peopleOfAccounts(context.db, [...accounts]),
  };
}

async function assertApart(context: ActContext, { summary, acts }: HeldTask): Promise<void> {
  const why = whyNotVerifier(context.actor, await handsOf(context, summary, acts));
  if (why) throw forbidden(why);
}
