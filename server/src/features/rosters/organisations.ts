import { normaliseName, organisationKinds } from '@xieli/codes';
import { v7 } from 'uuid';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { OrganisationDirectory } from './directory.ts';
import type { OrganisationDraft } from './drafts.ts';
import { knownOrganisations, type StoredOrganisation } from './known.ts';
import { say } from './messages.ts';
import { type Finding, kindName, type Plan, planOf, sameSet } from './planning.ts';
import { namedIn, unknownBody, unknownName } from './references.ts';
import { writeOrganisations } from './write-organisations.ts';

/** A row of 组织名册 with its names found. */
export interface OrganisationRow extends Omit<StoredOrganisation, 'existenceId'> {
  row: number;
}

type OrganisationPlan = Plan<OrganisationRow, StoredOrganisation>;

const imported: ReadonlySet<string> = new Set(organisationKinds.filter((kind) => kind.imported).map((kind) => kind.id));

/** Finds what the rows of 组织名册 refer to, among themselves and in the tenant (measures.md 2.1). */
export function resolveOrganisations(
  drafts: readonly OrganisationDraft[],
  stored: readonly StoredOrganisation[],
): { plan: OrganisationPlan; findings: Finding[] } {
  const findings: Finding[] = [];
  const error = (draft: OrganisationDraft, column: string, value: string, said: Finding['said']) =>
    findings.push({ severity: 'error', row: draft.row, column, value, said });

  // Bodies first: every other row belongs to one, and any row may stand before the one it refers to.
  const directory = new OrganisationDirectory(stored);
  const byId = new Map(stored.map((one) => [one.id, one]));
  const known = new Map<OrganisationDraft, { id: string; bodyId: string }>();
  const taken = new Map<string, OrganisationDraft>();
  const place = (draft: OrganisationDraft, bodyId: string | null) => {
    const within = bodyId === null ? directory.body(draft.name) : directory.within(bodyId, draft.name);
    // What only an alias of the stored one is called in the file is that one, unless the file has it by its own name too.
    const id = within.found?.id ?? v7();
    const other = taken.get(id);
    if (other)
      return error(draft, '组织名称', draft.name, say.organisationTwice({ name: draft.name, other: other.row }));
    taken.set(id, draft);
    known.set(draft, { id, bodyId: bodyId ?? id });
    const before = byId.get(id);
    // A wrong kind is corrected like anything else; but what belongs to a body would be left without one.
    if (before?.kind === 'cppccBody' && draft.kind !== 'cppccBody')
      error(
        draft,
        '组织类型',
        kindName(draft.kind),
        say.kindChanged({ name: before.name, kind: kindName(before.kind) }),
      );
    if (!before)
      directory.add({ id, bodyId: bodyId ?? id, kind: draft.kind, name: draft.name, aliases: draft.aliases });
  };
  for (const draft of drafts) if (draft.kind === 'cppccBody') place(draft, null);
  for (const draft of drafts) {
    if (draft.kind === 'cppccBody') continue;
    const body = directory.body(draft.body ?? '');
    if (body.found) place(draft, body.found.id);
    else error(draft, '政协机构', draft.body ?? '', unknownBody(draft.body ?? '', body, directory));
  }

  const rows: OrganisationRow[] = [];
  for (const draft of drafts) {
    const at = known.get(draft);
    if (!at) continue;
    const attached = namedIn(draft.attachedTo, (name) => directory.within(at.bodyId, name));
    if (attached.unknown) {
      const { name, sought } = attached.unknown;
      error(draft, '依托组织', name, unknownName(name, sought, directory));
    }
    let guidedBy: string | null = null;
    if (draft.guidedBy !== null) {
      const guide = directory.body(draft.guidedBy);
      if (!guide.found) error(draft, '指导机构', draft.guidedBy, unknownBody(draft.guidedBy, guide, directory));
      else if (guide.found.id === at.id) error(draft, '指导机构', draft.guidedBy, say.guidesItself());
      else guidedBy = guide.found.id;
    }
    rows.push({
      ...at,
      row: draft.row,
      kind: draft.kind,
      name: draft.name,
      aliases: draft.aliases,
      existence: { from: draft.from, to: draft.to },
      approvalDocument: draft.approvalDocument,
      remark: draft.remark,
      termEnds: draft.termEnds,
      attachedTo: attached.organisations.map(({ id }) => id),
      guidedBy,
    });
  }
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const after = (id: string) => rowOf.get(id) ?? byId.get(id);
  findings.push(...namesTwice(rows, stored), ...tooEarly(rows, after), ...circles(rows, after));
  const bodies = new Set(rows.map(({ bodyId }) => bodyId));
  const inScope = stored.filter(({ bodyId, kind }) => bodies.has(bodyId) && imported.has(kind));
  const plan = planOf(rows, new Map(inScope.map((one) => [one.id, one])), { keyOf: ({ id }) => id, isSame });
  return { plan, findings };
}

function isSame(row: OrganisationRow, stored: StoredOrganisation): boolean {
  return (
    row.name === stored.name &&
    row.kind === stored.kind &&
    sameSet(row.aliases, stored.aliases) &&
    row.existence.from === stored.existence.from &&
    row.existence.to === stored.existence.to &&
    row.approvalDocument === stored.approvalDocument &&
    row.remark === stored.remark &&
    row.termEnds === stored.termEnds &&
    row.guidedBy === stored.guidedBy &&
    sameSet(row.attachedTo, stored.attachedTo)
  );
}

/** An official name is one organisation's within its body, and an alias no other one's official name. */
function namesTwice(rows: readonly OrganisationRow[], stored: readonly StoredOrganisation[]): Finding[] {
  const replaced = new Set(rows.map(({ id }) => id));
  const official = new Map<string, { id: string; name: string }>();
  const all = [...stored.filter(({ id }) => !replaced.has(id)), ...rows];
  for (const one of all) official.set(`${one.bodyId} ${normaliseName(one.name)}`, one);
  return rows.flatMap((row) =>
    [row.name, ...row.aliases].flatMap((name, at): Finding[] => {
      const other = official.get(`${row.bodyId} ${normaliseName(name)}`);
      if (!other || other.id === row.id) return [];
      const said = say.nameTaken({ name, other: other.name });
      return [{ severity: 'error', row: row.row, column: at === 0 ? '组织名称' : '别名', value: name, said }];
    }),
  );
}

/** A branch cannot be older than the committee it is attached to. */
function tooEarly(
  rows: readonly OrganisationRow[],
  after: (id: string) => OrganisationRow | StoredOrganisation | undefined,
) {
  return rows.flatMap((row) =>
    row.attachedTo.flatMap((id): Finding[] => {
      const base = after(id);
      if (base?.kind !== 'specialCommittee' || row.existence.from >= base.existence.from) return [];
      const said = say.beforeCommittee({ day: row.existence.from, name: base.name, other: base.existence.from });
      return [{ severity: 'error', row: row.row, column: '设立日期', value: row.existence.from, said }];
    }),
  );
}

/** Each circle of guidance once, at its first row. */
function circles(
  rows: readonly OrganisationRow[],
  after: (id: string) => OrganisationRow | StoredOrganisation | undefined,
) {
  const found: Finding[] = [];
  const settled = new Set<string>();
  for (const row of rows) {
    const path: string[] = [];
    let at: string | null = row.id;
    while (at !== null && !settled.has(at) && !path.includes(at)) {
      path.push(at);
      at = after(at)?.guidedBy ?? null;
    }
    if (at !== null && path.includes(at)) {
      const circle = [...path.slice(path.indexOf(at)), at].map((id) => after(id)?.name ?? '');
      const value = after(row.guidedBy ?? '')?.name ?? '';
      const said = say.guidanceCycle({ circle: circle.join(' → ') });
      found.push({ severity: 'error', row: row.row, column: '指导机构', value, said });
    }
    for (const id of path) settled.add(id);
  }
  return found;
}

/** Reads what the tenant has, plans, and writes where nothing is wrong. */
export async function planOrganisations(context: ReadContext, drafts: readonly OrganisationDraft[]) {
  const { plan, findings } = resolveOrganisations(drafts, await knownOrganisations(context));
  const city = plan.create.find(({ kind, guidedBy }) => kind === 'cppccBody' && guidedBy === null);
  return { plan, findings, cityName: city?.name, write: (act: ActContext) => writeOrganisations(act, plan) };
}
