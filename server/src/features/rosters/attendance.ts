import { normaliseName } from '@xieli/codes';
import type { Presence } from '@xieli/measures';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf } from '../organisations/index.ts';
import { activityKey } from './activities.ts';
import { afterDeath, knownDeaths } from './deaths.ts';
import type { AttendanceDraft } from './drafts.ts';
import { organisationDirectory, peopleDirectory } from './known.ts';
import { say } from './messages.ts';
import { PeopleOfFile } from './people.ts';
import { type Finding, type Plan, planOf } from './planning.ts';
import { unknownBody } from './references.ts';
import { supersede } from './superseding.ts';

interface AttendanceRow {
  row: number;
  activityId: string;
  /** Null for a guest, who is known by name alone. */
  personId: string | null;
  guestName: string | null;
  presence: Presence;
  signedAt: string | null;
  remark: string | null;
}

type StoredAttendance = Omit<AttendanceRow, 'row'> & { id: string };

/** Plans what 签到名单 does, and writes it where nothing is wrong (measures.md 2.7). */
export async function planAttendance(context: ReadContext, drafts: readonly AttendanceDraft[]) {
  const directory = await organisationDirectory(context);
  const people = new PeopleOfFile(await peopleDirectory(context), { mayCreate: false });
  const deaths = await knownDeaths(context);
  const findings: Finding[] = [];
  const bodies = new Map<string, string>();
  for (const draft of drafts) {
    const body = directory.body(draft.body);
    if (body.found) bodies.set(draft.body, body.found.id);
    else {
      const said = unknownBody(draft.body, body, directory);
      findings.push({ severity: 'error', row: draft.row, column: '政协机构', value: draft.body, said });
    }
  }
  const bodyIds = [...new Set(bodies.values())];
  const activities = await activitiesByNumber(context, bodyIds);
  const rows: AttendanceRow[] = [];
  for (const draft of drafts) {
    const { row, name, mobile, presence, signedAt, remark } = draft;
    const bodyId = bodies.get(draft.body);
    const person = mobile === null ? null : people.find({ row, name, mobile });
    if (bodyId === undefined) continue;
    const activity = activities.get(activityKey({ bodyId, number: draft.number }));
    if (!activity) {
      const said = say.activityUnknown({ body: draft.body, number: draft.number });
      findings.push({ severity: 'error', row, column: '活动编号', value: draft.number, said });
      continue;
    }
    if (mobile !== null && !person) continue;
    if (person) findings.push(...afterDeath(deaths, draft, person.id, person.name, '活动编号', activity.day));
    const who = { personId: person?.id ?? null, guestName: person ? null : name };
    rows.push({ row, activityId: activity.id, ...who, presence, signedAt, remark });
  }
  const stored = await storedAttendance(context, bodyIds);
  const keyOf = keys();
  const known = new Map(stored.map((one) => [keyOf(one), one]));
  const plan = planOf(rows, known, { keyOf: keys(), isSame });
  findings.push(...contradictions(rows, plan, [...activities.values()]));
  return {
    plan,
    findings: [...findings, ...people.findings],
    write: (act: ActContext) => writeAttendance(act, plan),
  };
}

/** A person is one entry of an activity; guests of one name are told apart by their order alone. */
function keys() {
  const guests = new Map<string, number>();
  return ({
    activityId,
    personId,
    guestName,
  }: Pick<AttendanceRow, 'activityId' | 'personId' | 'guestName'>): string => {
    if (personId !== null) return `${activityId} ${personId}`;
    const guest = `${activityId} ${normaliseName(guestName ?? '')}`;
    const count = (guests.get(guest) ?? 0) + 1;
    guests.set(guest, count);
    return `${guest} guest ${count}`;
  };
}

function isSame(row: AttendanceRow, stored: StoredAttendance): boolean {
  return row.presence === stored.presence && row.signedAt === stored.signedAt && row.remark === stored.remark;
}

/** A list that has another number of present people than the activity says (measures.md 2, warnings). */
function contradictions(
  rows: readonly AttendanceRow[],
  plan: Plan<AttendanceRow, StoredAttendance>,
  activities: readonly { id: string; present: number | null }[],
): Finding[] {
  const counts = new Map<string, number>();
  const firstRow = new Map<string, number>();
  for (const { activityId, presence } of [...rows, ...plan.missing])
    if (presence === 'present') counts.set(activityId, (counts.get(activityId) ?? 0) + 1);
  for (const { activityId, row } of rows) if (!firstRow.has(activityId)) firstRow.set(activityId, row);
  return activities.flatMap(({ id, present }): Finding[] => {
    const row = firstRow.get(id);
    const listed = counts.get(id) ?? 0;
    if (row === undefined || present === null || present === listed) return [];
    return [
      {
        severity: 'warning',
        row,
        column: '出席情况',
        value: String(listed),
        said: say.listContradicts({ listed, present }),
      },
    ];
  });
}

async function activitiesByNumber({ db }: ReadContext, bodyIds: readonly string[]) {
  const rows = await db
    .selectFrom('activities as activity')
    .innerJoin('activity_records as record', 'record.activity_id', 'activity.id')
    .select(['activity.id', 'activity.body_id', 'activity.number', 'record.present', 'record.starts_at'])
    .where('activity.body_id', '=', anyOf(bodyIds))
    .where('record.superseded_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ id, body_id, number, present, starts_at }) => [
      activityKey({ bodyId: body_id, number }),
      { id, present, day: starts_at.slice(0, 10) },
    ]),
  );
}

async function storedAttendance({ db }: ReadContext, bodyIds: readonly string[]): Promise<StoredAttendance[]> {
  const rows = await db
    .selectFrom('attendances as attendance')
    .innerJoin('activities as activity', 'activity.id', 'attendance.activity_id')
    .select(['attendance.id', 'attendance.activity_id', 'attendance.person_id', 'attendance.guest_name'])
    .select(['attendance.presence', 'attendance.signed_at', 'attendance.remark'])
    .where('activity.body_id', '=', anyOf(bodyIds))
    .where('attendance.superseded_at', 'is', null)
    .orderBy('attendance.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    activityId: row.activity_id,
    personId: row.person_id,
    guestName: row.guest_name,
    presence: row.presence as Presence,
    signedAt: row.signed_at === null ? null : row.signed_at.replace(' ', 'T').slice(0, 19),
    remark: row.remark,
  }));
}

async function writeAttendance(context: ActContext, plan: Plan<AttendanceRow, StoredAttendance>): Promise<void> {
  await supersede(
    context,
    'attendances',
    plan.change.map(({ stored }) => stored.id),
  );
  for (const part of chunksOf([...plan.create, ...plan.change.map(({ row }) => row)]))
    await context.db
      .insertInto('attendances')
      .values(
        part.map(({ activityId, personId, guestName, presence, signedAt, remark }) => ({
          ...{ id: context.newId(), activity_id: activityId, person_id: personId, guest_name: guestName },
          ...{ presence, signed_at: signedAt, remark, recorded_at: context.now },
        })),
      )
      .execute();
}
