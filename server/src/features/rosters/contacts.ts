import { isPartyMember } from '@xieli/codes';
import { dayRange, rangeDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf } from '../organisations/index.ts';
import { afterDeath, knownDeaths } from './deaths.ts';
import type { EntryDraft, LinkDraft } from './drafts.ts';
import { organisationDirectory, peopleDirectory } from './known.ts';
import { say } from './messages.ts';
import { PeopleOfFile } from './people.ts';
import { type Finding, type Plan, planOf } from './planning.ts';
import { unknownBody } from './references.ts';
import { supersede } from './superseding.ts';

interface LinkRow {
  row: number;
  bodyId: string;
  contactId: string;
  objectId: string;
  from: string;
  to: string | null;
}

type StoredLink = Omit<LinkRow, 'row'> & { id: string };

interface EntryRow {
  row: number;
  contactId: string;
  objectId: string;
  day: string;
  means: string;
  content: string | null;
}

type StoredEntry = Omit<EntryRow, 'row'> & { id: string };

/** Plans what 党员委员联系党外委员名单 does, and writes it where nothing is wrong (measures.md 2.4). */
export async function planContacts(context: ReadContext, drafts: readonly LinkDraft[]) {
  const directory = await organisationDirectory(context);
  const people = new PeopleOfFile(await peopleDirectory(context), { mayCreate: false });
  const deaths = await knownDeaths(context);
  const findings: Finding[] = [];
  const rows: LinkRow[] = [];
  const names = new Map<string, string>();
  for (const draft of drafts) {
    const { row, from, to } = draft;
    const contact = people.find({ row, name: draft.contactName, mobile: draft.contactMobile }, contactColumns);
    const object = people.find({ row, name: draft.objectName, mobile: draft.objectMobile }, objectColumns);
    const body = directory.body(draft.body);
    if (!body.found) {
      const said = unknownBody(draft.body, body, directory);
      findings.push({ severity: 'error', row, column: '政协机构', value: draft.body, said });
    }
    if (!contact || !object || !body.found) continue;
    names.set(contact.id, contact.name);
    rows.push({ row, bodyId: body.found.id, contactId: contact.id, objectId: object.id, from, to });
    for (const { id, name } of [contact, object])
      findings.push(...afterDeath(deaths, draft, id, name, '起始日期', from));
  }
  const partyMembers = await partyIntervals(context, [...names.keys()]);
  for (const { row, contactId, from, to } of rows) {
    const isMember = (partyMembers.get(contactId) ?? []).some(
      (interval) => (to === null || (interval.from ?? '') <= to) && (interval.to === null || interval.to >= from),
    );
    if (isMember) continue;
    const name = names.get(contactId) ?? '';
    const said = say.contactNoPartyMember({ name });
    findings.push({ severity: 'warning', row, column: '党员委员', value: name, said });
  }
  const stored = await storedLinks(context, [...new Set(rows.map(({ bodyId }) => bodyId))]);
  const plan = planOf(rows, new Map(stored.map((link) => [linkKey(link), link])), {
    keyOf: linkKey,
    isSame: (row, known) => row.to === known.to,
  });
  return {
    plan,
    findings: [...findings, ...people.findings],
    write: (act: ActContext) => writeLinks(act, plan),
  };
}

const contactColumns = { name: '党员委员', mobile: '党员委员手机号' };
const objectColumns = { name: '联系对象', mobile: '联系对象手机号' };
const linkKey = ({ bodyId, contactId, objectId, from }: Omit<LinkRow, 'row' | 'to'>) =>
  [bodyId, contactId, objectId, from].join(' ');

async function partyIntervals({ db }: ReadContext, personIds: readonly string[]) {
  const rows = await db
    .selectFrom('body_memberships as seat')
    .select(['seat.person_id', 'seat.affiliations', 'seat.valid'])
    .where('seat.person_id', '=', anyOf(personIds))
    .where('seat.superseded_at', 'is', null)
    .execute();
  const held = new Map<string, { from: string | null; to: string | null }[]>();
  for (const { person_id: id, affiliations, valid } of rows)
    if (isPartyMember(affiliations)) held.set(id, [...(held.get(id) ?? []), rangeDays(valid)]);
  return held;
}

async function storedLinks({ db }: ReadContext, bodyIds: readonly string[]): Promise<StoredLink[]> {
  const rows = await db
    .selectFrom('contact_links')
    .select(['id', 'body_id', 'contact_id', 'object_id', 'valid'])
    .where('body_id', '=', anyOf(bodyIds))
    .where('superseded_at', 'is', null)
    .execute();
  return rows.map(({ id, body_id, contact_id, object_id, valid }) => {
    const { from, to } = rangeDays(valid);
    return { id, bodyId: body_id, contactId: contact_id, objectId: object_id, from: from ?? '', to };
  });
}

async function writeLinks(context: ActContext, plan: Plan<LinkRow, StoredLink>): Promise<void> {
  await supersede(
    context,
    'contact_links',
    plan.change.map(({ stored }) => stored.id),
  );
  for (const part of chunksOf([...plan.create, ...plan.change.map(({ row }) => row)]))
    await context.db
      .insertInto('contact_links')
      .values(
        part.map(({ bodyId, contactId, objectId, from, to }) => ({
          ...{ id: context.newId(), body_id: bodyId, contact_id: contactId, object_id: objectId },
          ...{ valid: dayRange(from, to), recorded_at: context.now },
        })),
      )
      .execute();
}

/** Plans what 联系记录 does, and writes it where nothing is wrong (measures.md 2.5). */
export async function planContactLog(context: ReadContext, drafts: readonly EntryDraft[]) {
  const people = new PeopleOfFile(await peopleDirectory(context), { mayCreate: false });
  const deaths = await knownDeaths(context);
  const findings: Finding[] = [];
  const rows: EntryRow[] = [];
  const names = new Map<string, string>();
  for (const draft of drafts) {
    const { row, day, means, content } = draft;
    const contact = people.findByMobile(row, '党员委员手机号', draft.contactMobile);
    const object = people.findByMobile(row, '联系对象手机号', draft.objectMobile);
    if (!contact || !object) continue;
    for (const { id, name } of [contact, object]) {
      names.set(id, name);
      findings.push(...afterDeath(deaths, draft, id, name, '日期', day));
    }
    rows.push({ row, contactId: contact.id, objectId: object.id, day, means, content });
  }
  const pairs = new Set(rows.map(pairKey));
  const links = (await linksOf(context, rows)).filter((link) => pairs.has(pairKey(link)));
  const linked = Map.groupBy(links, pairKey);
  for (const entry of rows) {
    const isLinked = (linked.get(pairKey(entry)) ?? []).some(
      ({ from, to }) => from <= entry.day && (to === null || to >= entry.day),
    );
    if (isLinked) continue;
    const [contact, object] = [names.get(entry.contactId) ?? '', names.get(entry.objectId) ?? ''];
    const said = say.entryWithoutLink({ contact, object, day: entry.day });
    findings.push({ severity: 'warning', row: entry.row, column: '日期', value: entry.day, said });
  }
  const stored = (await storedEntries(context, rows)).filter((entry) => pairs.has(pairKey(entry)));
  const plan = planOf(rows, new Map(stored.map((entry) => [entryKey(entry), entry])), {
    keyOf: entryKey,
    isSame: (row, known) => row.content === known.content,
  });
  return {
    plan,
    findings: [...findings, ...people.findings],
    write: (act: ActContext) => writeEntries(act, plan),
  };
}

const pairKey = ({ contactId, objectId }: { contactId: string; objectId: string }) => `${contactId} ${objectId}`;
const entryKey = ({ contactId, objectId, day, means }: Omit<EntryRow, 'row' | 'content'>) =>
  [contactId, objectId, day, means].join(' ');

async function linksOf({ db }: ReadContext, rows: readonly EntryRow[]) {
  const found = await db
    .selectFrom('contact_links')
    .select(['contact_id', 'object_id', 'valid'])
    .where('contact_id', '=', anyOf(new Set(rows.map(({ contactId }) => contactId))))
    .where('superseded_at', 'is', null)
    .execute();
  return found.map(({ contact_id, object_id, valid }) => {
    const { from, to } = rangeDays(valid);
    return { contactId: contact_id, objectId: object_id, from: from ?? '', to };
  });
}

async function storedEntries({ db }: ReadContext, rows: readonly EntryRow[]): Promise<StoredEntry[]> {
  const found = await db
    .selectFrom('contact_entries')
    .select(['id', 'contact_id', 'object_id', 'happened_on', 'means', 'content'])
    .where('contact_id', '=', anyOf(new Set(rows.map(({ contactId }) => contactId))))
    .where('superseded_at', 'is', null)
    .execute();
  return found.map(({ id, contact_id, object_id, happened_on, means, content }) => ({
    ...{ id, contactId: contact_id, objectId: object_id, day: happened_on, means, content },
  }));
}

async function writeEntries(context: ActContext, plan: Plan<EntryRow, StoredEntry>): Promise<void> {
  await supersede(
    context,
    'contact_entries',
    plan.change.map(({ stored }) => stored.id),
  );
  for (const part of chunksOf([...plan.create, ...plan.change.map(({ row }) => row)]))
    await context.db
      .insertInto('contact_entries')
      .values(
        part.map(({ contactId, objectId, day, means, content }) => ({
          ...{ id: context.newId(), contact_id: contactId, object_id: objectId, happened_on: day },
          ...{ means, content, recorded_at: context.now },
        })),
      )
      .execute();
}
