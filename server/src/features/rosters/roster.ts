import type { ActContext, ReadContext } from '../../platform/context.ts';
import { afterDeath, knownDeaths } from './deaths.ts';
import type { OrganisationDirectory } from './directory.ts';
import type { RosterDraft } from './drafts.ts';
import { organisationDirectory, peopleDirectory } from './known.ts';
import { say } from './messages.ts';
import { PeopleOfFile } from './people.ts';
import { type Finding, kindName, type Plan, planOf, sameSet } from './planning.ts';
import { namedIn, unknownBody, unknownName } from './references.ts';
import { type StoredSeat, storedSeats } from './seats.ts';
import { writeSeats } from './write-seats.ts';

/** A row of 委员花名册 with person, body and branches found. */
export interface SeatRow extends Omit<StoredSeat, 'id'> {
  row: number;
}

const branchKinds: ReadonlySet<string> = new Set(['committeeBranch', 'functionalBranch']);

/** Plans what 委员花名册 does, and writes it where nothing is wrong (measures.md 2.2). */
export async function planRoster(context: ReadContext, drafts: readonly RosterDraft[]) {
  const directory = await organisationDirectory(context);
  const people = new PeopleOfFile(await peopleDirectory(context), { mayCreate: true });
  const { rows, findings } = resolveRoster(drafts, directory, people);
  const bodies = [...new Set(rows.map(({ bodyId }) => bodyId))];
  const stored = await storedSeats(context, bodies);
  const plan = planOf(rows, new Map(stored.map((seat) => [seatKey(seat), seat])), { keyOf: seatKey, isSame });
  const deaths = await knownDeaths(context, rows);
  return {
    plan,
    findings: [
      ...findings,
      ...people.findings,
      ...overlapping(plan, people, directory),
      ...rows.flatMap((row) =>
        afterDeath(deaths, row, row.personId, people.nameOf(row.personId), '起始日期', row.from),
      ),
    ],
    write: async (act: ActContext) => {
      await people.record(act);
      await writeSeats(act, plan);
    },
  };
}

const seatKey = (seat: Omit<StoredSeat, 'id'>) =>
  [seat.personId, seat.bodyId, seat.term ?? '', seat.from, seat.status === 'suspended'].join(' ');

function resolveRoster(drafts: readonly RosterDraft[], directory: OrganisationDirectory, people: PeopleOfFile) {
  const findings: Finding[] = [];
  const rows: SeatRow[] = [];
  for (const draft of drafts) {
    const error = (column: string, value: string, said: Finding['said']) =>
      findings.push({ severity: 'error', row: draft.row, column, value, said });
    const person = people.find(draft);
    const body = directory.body(draft.body);
    if (!body.found) {
      error('政协机构', draft.body, unknownBody(draft.body, body, directory));
      continue;
    }
    const bodyId = body.found.id;
    let committeeId: string | null = null;
    if (draft.committee !== null) {
      const committee = directory.within(bodyId, draft.committee);
      if (!committee.found) error('专委会', draft.committee, unknownName(draft.committee, committee, directory));
      else if (committee.found.kind !== 'specialCommittee')
        error('专委会', draft.committee, say.wrongKind(kindsOf(committee.found, '专门委员会')));
      else committeeId = committee.found.id;
    }
    const branches = namedIn(draft.functionalBranches, (name) => directory.within(bodyId, name));
    if (branches.unknown) {
      const { name, sought } = branches.unknown;
      error('功能型党支部', name, unknownName(name, sought, directory));
    }
    for (const one of branches.organisations)
      if (!branchKinds.has(one.kind))
        error('功能型党支部', one.name, say.wrongKind(kindsOf(one, '专委会党支部、功能型党支部')));
    if (branches.organisations.length > 1)
      findings.push({
        ...{ severity: 'warning', row: draft.row, column: '功能型党支部', value: draft.functionalBranches.whole },
        said: say.twoBranches({ name: draft.name, count: branches.organisations.length }),
      });
    const home = draft.homeBranch === null ? null : directory.within(bodyId, draft.homeBranch).found;
    if (!person) continue;
    const { row, mobile, name, body: _, committee, functionalBranches, homeBranch, ...said } = draft;
    rows.push({
      ...said,
      row,
      personId: person.id,
      bodyId,
      committeeId,
      homeBranch,
      // Any other name is a branch outside the system: kept as text.
      homeBranchId: home?.kind === 'officeBranch' ? home.id : null,
      functionalBranchIds: branches.organisations.map(({ id }) => id),
    });
  }
  return { rows, findings };
}

function kindsOf(one: { name: string; kind: string }, wanted: string) {
  return { name: one.name, kind: kindName(one.kind), wanted };
}

function isSame(row: SeatRow, stored: StoredSeat): boolean {
  return (
    sameFields.every((field) => row[field] === stored[field]) &&
    row.affiliations.join() === stored.affiliations.join() &&
    sameSet(row.functionalBranchIds, stored.functionalBranchIds)
  );
}

const sameFields = [
  ...(['to', 'title', 'status', 'sector', 'committeeId', 'homeBranch', 'homeBranchId'] as const),
  ...(['sex', 'ethnicGroup', 'birth', 'employment', 'remark'] as const),
] as const;

/** Rows of one person, body and term do not overlap, stored ones included, but a 暂停 row may lie over another (measures.md 2). */
function overlapping(
  plan: Plan<SeatRow, StoredSeat>,
  people: PeopleOfFile,
  directory: OrganisationDirectory,
): Finding[] {
  const byHolder = new Map<string, (SeatRow | StoredSeat)[]>();
  const add = (seat: SeatRow | StoredSeat) => {
    if (seat.status === 'suspended') return;
    const holder = [seat.personId, seat.bodyId, seat.term ?? ''].join(' ');
    const others = byHolder.get(holder);
    if (others) others.push(seat);
    else byHolder.set(holder, [seat]);
  };
  for (const seat of plan.missing) add(seat);
  for (const seat of plan.create) add(seat);
  for (const { row } of plan.change) add(row);
  for (const seat of plan.same) add(seat);
  const found: Finding[] = [];
  for (const seats of byHolder.values()) {
    if (seats.length < 2) continue;
    seats.sort((a, b) => (a.from < b.from ? -1 : 1));
    for (let at = 1; at < seats.length; at += 1) {
      const [before, here] = [seats[at - 1], seats[at]] as [SeatRow | StoredSeat, SeatRow | StoredSeat];
      if (before.to !== null && before.to < here.from) continue;
      const row = 'row' in here ? here : 'row' in before ? before : null;
      // Two stored rows overlap only where the database was changed past Xieli; nothing of the file is to blame.
      if (row === null) continue;
      const other = row === here ? before : here;
      const said =
        'row' in other
          ? say.overlappingInFile({ other: other.row })
          : say.overlapping({
              name: people.nameOf(row.personId),
              body: directory.byId(row.bodyId)?.name ?? '',
              term: row.term ?? '—',
              from: other.from,
              to: other.to ?? '—',
            });
      found.push({ severity: 'error', row: row.row, column: '起始日期', value: row.from, said });
    }
  }
  return found;
}
