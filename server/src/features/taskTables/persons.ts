import { normaliseName } from '@xieli/codes';
import { finding, type KnownPerson, type PlannedLead, partsOf, type RowFinding, type TableFacts } from './findings.ts';
import { say } from './messages.ts';
import type { SheetRow } from './rows.ts';
import type { Choice, Offer } from './shapes.ts';

/**
 * Who answers for a task of this lead. A name counts where exactly one person of it is on record at the lead; several names
 * belong to the leads they are on record at, else to the leads in the same order. Unknown and ambiguous names are findings.
 */
export function accountableOf(
  { row, cells }: SheetRow,
  lead: string,
  leads: readonly string[],
  choices: readonly Choice[],
  facts: TableFacts,
  findings: RowFinding[],
): PlannedLead {
  const none: PlannedLead = { organisationId: lead, personId: null, personName: null, newPerson: null };
  const names = partsOf(cells.person).map(normaliseName);
  const organisation = facts.organisationName(lead);
  const chosen = choices.find((choice) => choice.column === 'person' && (choice.organisationId ?? lead) === lead);
  if (names.length === 0) {
    const message = facts.liaisonOf(lead) ? say.personNone({ organisation }) : say.noLiaison({ organisation });
    findings.push(finding('warning', row, 'person', '', message, say.nothingToDo(), [], lead));
    return none;
  }
  const found = peopleAt(lead, names, facts);
  const only = found[0];
  if (only && found.length === 1) return { ...none, personId: only.personId, personName: only.name };

  const value = (names.length === leads.length ? names[leads.indexOf(lead)] : names.join('、')) ?? '';
  if (chosen && chosen.value === value) return asChosen(none, chosen, value);
  const message =
    found.length > 1 ? say.personAmbiguous({ value, organisation }) : say.personUnknown({ value, organisation });
  const offers = offersFor(found.length > 1 ? found : names.flatMap((name) => facts.peopleCalled(name)), lead, facts);
  findings.push(finding('error', row, 'person', value, message, say.personHow(), offers, lead));
  return none;
}

function asChosen(none: PlannedLead, { choose }: Choice, name: string): PlannedLead {
  if (choose.kind === 'person') return { ...none, personId: choose.id };
  if (choose.kind === 'create') {
    return {
      ...none,
      personName: name,
      newPerson: { name, mobile: choose.mobile, organisationId: none.organisationId },
    };
  }
  return none;
}

function peopleAt(organisationId: string, names: readonly string[], facts: TableFacts): KnownPerson[] {
  const within = facts.within(organisationId);
  const found = names.flatMap((name) => facts.peopleCalled(name).filter((person) => within.has(person.organisationId)));
  return distinct(found);
}

function distinct(people: readonly KnownPerson[]): KnownPerson[] {
  return [...new Map(people.map((person) => [person.personId, person])).values()];
}

function offersFor(people: readonly KnownPerson[], lead: string, facts: TableFacts): Offer[] {
  const known = distinct(people)
    .slice(0, 8)
    .map(
      ({ personId, name, organisationId }): Offer => ({
        kind: 'person',
        id: personId,
        name,
        organisation: facts.organisationName(organisationId),
      }),
    );
  const liaison = facts.liaisonOf(lead);
  return [
    ...known,
    { kind: 'searchPerson' },
    { kind: 'create' },
    ...(liaison ? [{ kind: 'liaison', name: liaison.personName } as const] : []),
  ];
}

/** 责任领导: linked where exactly one person of the name is on record; the words are kept in any case. */
export function leaderOf(
  { row, cells }: SheetRow,
  choices: readonly Choice[],
  facts: TableFacts,
  findings: RowFinding[],
): { personId: string; name: string } | null {
  const value = cells.leader;
  if (value === '') return null;
  const found = distinct(
    partsOf(value)
      .map(normaliseName)
      .flatMap((name) => facts.peopleCalled(name)),
  );
  const only = found[0];
  if (only && found.length === 1) return { personId: only.personId, name: only.name };
  const choice = choices.find((one) => one.column === 'leader' && one.value === value)?.choose;
  if (choice?.kind === 'person') return { personId: choice.id, name: value };
  const offers: Offer[] = found.slice(0, 8).map(({ personId, name, organisationId }) => ({
    kind: 'person',
    id: personId,
    name,
    organisation: facts.organisationName(organisationId),
  }));
  findings.push(
    finding('warning', row, 'leader', value, say.leaderUnknown({ value }), say.leaderHow(), [
      ...offers,
      { kind: 'searchPerson' },
    ]),
  );
  return null;
}
