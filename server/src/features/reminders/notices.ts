import { sql } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { readPlace, writePlace } from '../../platform/http/place.ts';
import { anyOf, organisationNames } from '../organisations/index.ts';
import { openStates } from '../tasks/index.ts';
import type { Rung } from './ladder.ts';
import type { Because } from './store.ts';

const pageSize = 50;

/**
 * The reader's own notices of tasks that lie within reach today: whoever has left an organisation no longer reads what it
 * has to do.
 */
export async function ownNotices(context: ReadContext) {
  const reach = await context.reach('task.read');
  const list = context.db
    .selectFrom('notices as n')
    .innerJoin('tasks as t', 't.id', 'n.task_id')
    .where('n.account_id', '=', context.actor.accountId);
  return reach.city ? list : list.where('t.lead_organisation_id', '=', anyOf(reach.organisationIds));
}

/** One page, the newest first. */
export async function listNotices(context: ReadContext, cursor: string | undefined) {
  const after = readPlace(cursor);
  let list = (await ownNotices(context))
    .select(['n.id', 'n.rung', 'n.because', 'n.task_id', 'n.recorded_at', 'n.read_at'])
    .select(['t.action', 't.lead_organisation_id', 't.due_on', 't.state']);
  if (after) {
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('n.recorded_at', 'n.id'), '<', tuple(after.at, after.id)),
    );
  }
  const rows = await list
    .orderBy('n.recorded_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  const names = await organisationNames(context, [...new Set(shown.map((row) => row.lead_organisation_id))]);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({
      id: row.id,
      rung: row.rung as Rung,
      because: row.because as Because,
      taskId: row.task_id,
      action: row.action,
      organisationName: names.get(row.lead_organisation_id) ?? '',
      dueOn: row.due_on,
      open: (openStates as readonly string[]).includes(row.state),
      arrivedAt: row.recorded_at,
      read: row.read_at !== null,
    })),
    next: last ? writePlace({ at: last.recorded_at, id: last.id }) : null,
  };
}

export async function countUnread(context: ReadContext): Promise<number> {
  const row = await (await ownNotices(context))
    .where('n.read_at', 'is', null)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** @returns false where the actor has no such notice */
export async function markRead(context: ActContext, noticeId: string): Promise<boolean> {
  const own = await context.db
    .selectFrom('notices')
    .select('read_at')
    .where('id', '=', noticeId)
    .where('account_id', '=', context.actor.accountId)
    .executeTakeFirst();
  if (own?.read_at === null)
    await context.db.updateTable('notices').set({ read_at: context.now }).where('id', '=', noticeId).execute();
  return own !== undefined;
}

/** Marks what came until an instant. */
export async function markAllRead(context: ActContext, until: string): Promise<void> {
  await context.db
    .updateTable('notices')
    .set({ read_at: context.now })
    .where('account_id', '=', context.actor.accountId)
    .where('read_at', 'is', null)
    .where('recorded_at', '<=', until)
    .execute();
}
