import { sql } from 'kysely';
import type { Role } from '../../platform/access/permissions.ts';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { day, id } from '../../platform/http/contract.ts';
import { invalid } from '../../platform/http/problems.ts';
import { nameHolds } from '../accounts/index.ts';
import { anyOf, organisationNames } from '../organisations/index.ts';
import { dayBounds, fateOn, say } from './rules.ts';

const pageSize = 50;

export interface RightsAsked {
  on: string;
  search?: string | undefined;
  organisationId?: string | undefined;
  role?: Role | undefined;
}

/** A page of who had which right on the day, by user name, and where the next begins. */
export async function rightsPage(context: ReadContext, asked: RightsAsked & { cursor?: string | undefined }) {
  const after = asked.cursor === undefined ? null : readPlace(asked.cursor);
  const rows = await rightsOn(context, asked, { after, limit: pageSize + 1 });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return { items, next: rows.length > pageSize && last ? placeOf(last) : null };
}

/**
 * The rights that could be used on the day: valid then, and known then. A grant begins and ends no earlier than the day it is
 * given or ended on, so what is written down now about that day is what the program enforced on it, except for rows that were
 * superseded since; those are read as they stood. Of a grant whose dates were changed on the day itself, the last is told.
 */
export async function rightsOn(
  context: ReadContext,
  asked: RightsAsked,
  page: { after?: Place | null; limit?: number } = {},
) {
  const { start, end } = dayBounds(asked.on);
  const place = sql`(account.username, held.role, held.organisation_id, coalesce(lower(held.valid), '-infinity'))`;
  let rights = context.db
    .selectFrom('grants as held')
    .innerJoin('accounts as account', 'account.id', 'held.account_id')
    .leftJoin('accounts as granter', 'granter.id', 'held.granted_by')
    .leftJoin('grant_requests as request', 'request.id', 'held.request_id')
    .leftJoin('accounts as requester', 'requester.id', 'request.requested_by')
    .leftJoin('accounts as ender', 'ender.id', 'held.ended_by')
    .distinctOn([
      'account.username',
      'held.role',
      'held.organisation_id',
      sql`coalesce(lower(held.valid), '-infinity')`,
    ])
    .select(['held.id', 'held.account_id', 'held.role', 'held.organisation_id', 'held.valid'])
    .select(['held.recorded_at', 'held.superseded_at', 'account.username', 'account.display_name'])
    .select(['requester.display_name as requested_by', 'granter.display_name as granted_by'])
    .select(['ender.display_name as ended_by', 'request.decided_at as approved_at'])
    .where(sql<boolean>`held.valid @> ${asked.on}::date`)
    .where('held.recorded_at', '<', end)
    .where(({ eb, or }) => or([eb('held.superseded_at', 'is', null), eb('held.superseded_at', '>=', start)]));
  if (asked.search) rights = rights.where(nameHolds(asked.search, 'account'));
  if (asked.organisationId) rights = rights.where('held.organisation_id', '=', asked.organisationId);
  if (asked.role) rights = rights.where('held.role', '=', asked.role);
  if (page.after) {
    const { username, role, organisationId, from } = page.after;
    rights = rights.where(
      sql<boolean>`${place} > (${username}, ${role}, ${organisationId}::uuid, ${from ?? '-infinity'}::date)`,
    );
  }
  if (page.limit !== undefined) rights = rights.limit(page.limit);
  const rows = await rights
    .orderBy('account.username')
    .orderBy('held.role')
    .orderBy('held.organisation_id')
    .orderBy(sql`coalesce(lower(held.valid), '-infinity')`)
    .orderBy('held.recorded_at', 'desc')
    .execute();
  const [names, closed] = await Promise.all([
    organisationNames(context, [...new Set(rows.map((row) => row.organisation_id))], asked.on),
    closedOn(context, [...new Set(rows.map((row) => row.account_id))], start, end),
  ]);
  return rows.map((row) => {
    const { from, to } = rangeDays(row.valid);
    return {
      id: row.id,
      accountId: row.account_id,
      username: row.username,
      displayName: row.display_name,
      role: row.role as Role,
      organisationId: row.organisation_id,
      organisationName: names.get(row.organisation_id) ?? '',
      from,
      until: to,
      requestedBy: row.requested_by,
      grantedBy: row.granted_by,
      // A row that followed a change of its end was recorded later than the right was given.
      grantedAt: row.approved_at ?? row.recorded_at,
      accountClosed: closed.has(row.account_id),
      ...fateOn(row.superseded_at, asked.on),
      changedBy: row.ended_by,
    };
  });
}

export type Right = Awaited<ReturnType<typeof rightsOn>>[number];

/** Those of the accounts that were closed from the first to the last instant of the day. */
async function closedOn(context: ReadContext, ids: readonly string[], start: string, end: string) {
  const rows = await context.db
    .selectFrom('account_closures')
    .select('account_id')
    .where('account_id', '=', anyOf(ids))
    .where('closed_at', '<=', start)
    .where(({ eb, or }) => or([eb('reopened_at', 'is', null), eb('reopened_at', '>=', end)]))
    .execute();
  return new Set(rows.map((row) => row.account_id));
}

interface Place {
  username: string;
  role: string;
  organisationId: string;
  from: string | null;
}

function placeOf(right: Place): string {
  return [right.username, right.role, right.organisationId, right.from ?? ''].join(' ');
}

/** @throws Problem invalid when it is no place that a page named */
function readPlace(cursor: string): Place {
  const match = /^(\S+) (\w+) ([0-9a-f-]{36}) (\d{4}-\d\d-\d\d)?$/.exec(cursor);
  const [, username, role, organisationId, from] = match ?? [];
  const exists = id.safeParse(organisationId).success && (from === undefined || day.safeParse(from).success);
  if (!username || !role || !organisationId || !exists) throw invalid(say.badCursor(), { field: 'cursor' });
  return { username, role, organisationId, from: from ?? null };
}
