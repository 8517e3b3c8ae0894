import { normaliseName } from '@xieli/codes';
import { v7 } from 'uuid';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf } from '../organisations/index.ts';
import type { NamedOrganisation } from './directory.ts';
import type { ActivityDraft } from './drafts.ts';
import { organisationDirectory } from './known.ts';
import { say } from './messages.ts';
import { type Finding, type Plan, planOf, sameSet } from './planning.ts';
import { namedIn, unknownBody, unknownName } from './references.ts';
import { supersede } from './superseding.ts';

/** What is known of an activity, with its organisations found. */
interface ActivityRow extends Omit<ActivityDraft, 'body' | 'host' | 'coHosts'> {
  bodyId: string;
  hostId: string;
  coHostIds: readonly string[];
}

interface StoredActivity extends Omit<ActivityRow, 'row'> {
  id: string;
  recordId: string;
}

/** Plans what 活动 does, and writes it where nothing is wrong (measures.md 2.6). */
export async function planActivities(context: ReadContext, drafts: readonly ActivityDraft[]) {
  const directory = await organisationDirectory(context);
  const existences = await existencesOf(context);
  const findings: Finding[] = [];
  const rows: ActivityRow[] = [];
  for (const draft of drafts) {
    const error = (column: string, value: string, said: Finding['said']) =>
      findings.push({ severity: 'error', row: draft.row, column, value, said });
    const body = directory.body(draft.body);
    if (!body.found) {
      error('政协机构', draft.body, unknownBody(draft.body, body, directory));
      continue;
    }
    const bodyId = body.found.id;
    const host = directory.seek(bodyId, draft.host);
    if (!host.found) error('主办组织', draft.host, unknownName(draft.host, host, directory));
    const coHosts = namedIn(draft.coHosts, (name) => directory.seek(bodyId, name));
    if (coHosts.unknown) {
      const { name, sought } = coHosts.unknown;
      error('合办组织', name, unknownName(name, sought, directory));
    }
    if (!host.found || coHosts.unknown) continue;
    const day = draft.startsAt.slice(0, 10);
    const absent = (one: NamedOrganisation, column: string) => {
      if ((existences.get(one.id) ?? []).some(({ from, to }) => from <= day && (to === null || day <= to))) return;
      const said = say.hostNotThere({ organisation: one.name, day });
      findings.push({ severity: 'warning', row: draft.row, column, value: one.name, said });
    };
    absent(host.found, '主办组织');
    for (const one of coHosts.organisations) absent(one, '合办组织');
    const { body: _, host: __, coHosts: ___, ...said } = draft;
    rows.push({ ...said, bodyId, hostId: host.found.id, coHostIds: coHosts.organisations.map(({ id }) => id) });
  }
  const stored = await storedActivities(context, [...new Set(rows.map(({ bodyId }) => bodyId))]);
  const plan = planOf(rows, new Map(stored.map((one) => [activityKey(one), one])), { keyOf: activityKey, isSame });
  return { plan, findings, write: (act: ActContext) => writeActivities(act, plan) };
}

export const activityKey = ({ bodyId, number }: { bodyId: string; number: string }) =>
  `${bodyId} ${normaliseName(number)}`;

const sameFields = [
  ...(['name', 'hostId', 'startsAt', 'endsAt', 'enteredAt', 'expected', 'present', 'onLeave', 'isOpen'] as const),
  ...(['place', 'chair', 'recorder', 'content'] as const),
] as const;
const sameLists = ['coHostIds', 'kinds', 'dutyForms', 'functionTypes', 'topics'] as const;

function isSame(row: ActivityRow, stored: StoredActivity): boolean {
  return (
    sameFields.every((field) => row[field] === stored[field]) &&
    sameLists.every((field) => sameSet(row[field], stored[field]))
  );
}

async function existencesOf({ db }: ReadContext) {
  const rows = await db
    .selectFrom('organisation_existences')
    .select(['organisation_id', 'valid'])
    .where('superseded_at', 'is', null)
    .execute();
  const found = new Map<string, { from: string; to: string | null }[]>();
  for (const { organisation_id: id, valid } of rows) {
    const { from, to } = rangeDays(valid);
    found.set(id, [...(found.get(id) ?? []), { from: from ?? '', to }]);
  }
  return found;
}

/** A moment as PostgreSQL prints it, in the form in which drafts carry it. */
const momentOf = (printed: string) => printed.replace(' ', 'T').slice(0, 19);

async function storedActivities({ db }: ReadContext, bodyIds: readonly string[]): Promise<StoredActivity[]> {
  const rows = await db
    .selectFrom('activities as activity')
    .innerJoin('activity_records as record', 'record.activity_id', 'activity.id')
    .selectAll('record')
    .select(['activity.id as activityId', 'activity.body_id', 'activity.number'])
    .where('activity.body_id', '=', anyOf(bodyIds))
    .where('record.superseded_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.activityId,
    recordId: row.id,
    bodyId: row.body_id,
    number: row.number,
    name: row.name,
    hostId: row.host_id,
    coHostIds: row.co_host_ids,
    kinds: row.kinds,
    startsAt: momentOf(row.starts_at),
    endsAt: row.ends_at === null ? null : momentOf(row.ends_at),
    enteredAt: momentOf(row.entered_at),
    expected: row.expected,
    present: row.present,
    onLeave: row.on_leave,
    dutyForms: row.duty_forms,
    functionTypes: row.function_types,
    topics: row.topics,
    isOpen: row.is_open,
    place: row.place,
    chair: row.chair,
    recorder: row.recorder,
    content: row.content,
  }));
}

async function writeActivities(context: ActContext, plan: Plan<ActivityRow, StoredActivity>): Promise<void> {
  const { db, now } = context;
  await supersede(
    context,
    'activity_records',
    plan.change.map(({ stored }) => stored.recordId),
  );
  const made = plan.create.map((row) => ({ row, id: v7() }));
  for (const part of chunksOf(made))
    await db
      .insertInto('activities')
      .values(part.map(({ id, row }) => ({ id, body_id: row.bodyId, number: row.number, recorded_at: now })))
      .execute();
  const records = [...made, ...plan.change.map(({ row, stored }) => ({ row, id: stored.id }))];
  for (const part of chunksOf(records))
    await db
      .insertInto('activity_records')
      .values(
        part.map(({ id, row }) => ({
          id: context.newId(),
          activity_id: id,
          name: row.name,
          host_id: row.hostId,
          co_host_ids: [...row.coHostIds],
          kinds: [...row.kinds],
          starts_at: row.startsAt,
          ends_at: row.endsAt,
          entered_at: row.enteredAt,
          expected: row.expected,
          present: row.present,
          on_leave: row.onLeave,
          duty_forms: [...row.dutyForms],
          function_types: [...row.functionTypes],
          topics: [...row.topics],
          is_open: row.isOpen,
          place: row.place,
          chair: row.chair,
          recorder: row.recorder,
          content: row.content,
          recorded_at: now,
        })),
      )
      .execute();
}
