import { normaliseName } from '@xieli/codes';
import type { ReadContext } from '../../platform/context.ts';
import { bodiesOf, organisationNames, ownerResolver, tenantBody } from '../organisations/index.ts';
import { liaisonOf, peopleNamed } from '../people/index.ts';
import { type KnownPerson, partsOf, type TableFacts } from './findings.ts';
import type { SheetRow } from './rows.ts';
import { allOrganisations } from './store.ts';

/** The body whose table it is: the actor's own, else the one that the tenant is the system of. */
export async function ownerBody(context: ReadContext): Promise<string | null> {
  const home = context.actor.roles[0]?.organisationId;
  const own = home ? (await bodiesOf(context, [home])).get(home) : undefined;
  return own ?? tenantBody(context);
}

/** Reads once what the rows of a table are looked up in. */
export async function factsFor(
  context: ReadContext,
  rows: readonly SheetRow[],
  { bodyId, issuedOn }: { bodyId: string; issuedOn: string },
): Promise<TableFacts> {
  const organisations = await allOrganisations(context.db);
  const ids = organisations.map((one) => one.id);
  const names = await organisationNames(context, ids);
  const liaisons = await liaisonOf(context, ids);
  const resolve = await ownerResolver(context, { bodyId, on: context.today });
  const people = Map.groupBy(await peopleNamed(context, namesIn(rows), ids), (person) => person.name);
  const members = Map.groupBy(organisations, (one) => one.bodyId);
  const resolved = new Map<string, ReturnType<typeof resolve>>();
  return {
    today: context.today,
    issuedOn,
    resolve(words) {
      const known = resolved.get(words) ?? resolve({ text: words });
      resolved.set(words, known);
      return known;
    },
    organisationName: (id) => names.get(id) ?? '',
    within: (id) => new Set([id, ...(members.get(id) ?? []).map((one) => one.id)]),
    peopleCalled: (name): readonly KnownPerson[] => people.get(name) ?? [],
    liaisonOf: (id) => liaisons.get(id),
  };
}

function namesIn(rows: readonly SheetRow[]): string[] {
  const cells = new Set(rows.flatMap(({ cells: { person, leader } }) => [person, leader]));
  return [...new Set([...cells].flatMap(partsOf).map(normaliseName))];
}
