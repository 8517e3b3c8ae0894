import type { Interval } from '@xieli/measures';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { phonePlace } from '../people/index.ts';
import { type NamedOrganisation, OrganisationDirectory } from './directory.ts';
import { endsOfRelations } from './grouping.ts';

type Reader = Pick<ReadContext, 'app' | 'db' | 'today'>;

/** An organisation as it stands in the tenant, in the columns of 组织名册. */
export interface StoredOrganisation extends NamedOrganisation {
  existence: Interval;
  existenceId: string;
  approvalDocument: string | null;
  remark: string | null;
  termEnds: string | null;
  attachedTo: readonly string[];
  guidedBy: string | null;
}

/** Everything that a row may refer to: organisations by name, whatever their day. */
export async function knownOrganisations({ db }: Reader): Promise<StoredOrganisation[]> {
  const [rows, names, terms, relations] = await Promise.all([
    db
      .selectFrom('organisations as organisation')
      .innerJoin('organisation_existences as existence', 'existence.organisation_id', 'organisation.id')
      .innerJoin('organisation_kinds as kind', 'kind.organisation_id', 'organisation.id')
      .distinctOn('organisation.id')
      .select(['organisation.id', 'organisation.body_id', 'kind.kind'])
      .select(['existence.id as existence_id', 'existence.valid', 'existence.approval_document', 'existence.remark'])
      .where('existence.superseded_at', 'is', null)
      .where('kind.superseded_at', 'is', null)
      .orderBy('organisation.id')
      .orderBy('existence.valid', 'desc')
      .orderBy('kind.valid', 'desc')
      .execute(),
    db
      .selectFrom('organisation_names as name')
      .select(['name.organisation_id', 'name.kind', 'name.name'])
      .where('name.superseded_at', 'is', null)
      .orderBy('name.valid')
      .orderBy('name.id')
      .execute(),
    db
      .selectFrom('organisation_terms as term')
      .distinctOn('term.organisation_id')
      .select(['term.organisation_id', 'term.valid'])
      .where('term.superseded_at', 'is', null)
      .orderBy('term.organisation_id')
      .orderBy('term.valid', 'desc')
      .execute(),
    db
      .selectFrom('organisation_relations as relation')
      .select(['relation.from_id', 'relation.relation', 'relation.to_id'])
      .where('relation.superseded_at', 'is', null)
      .where('relation.relation', 'in', ['attachedTo', 'guides'])
      .orderBy('relation.id')
      .execute(),
  ]);
  const official = new Map<string, string>();
  const others = new Map<string, string[]>();
  for (const { organisation_id: id, kind, name } of names) {
    // Of former official names the newest is the name; the older ones stay words for it.
    const former = official.get(id);
    if (kind === 'official') official.set(id, name);
    const other = kind === 'official' ? former : name;
    if (other !== undefined) others.set(id, [...(others.get(id) ?? []), other]);
  }
  const termEnd = new Map(terms.map((row) => [row.organisation_id, rangeDays(row.valid).to]));
  const { attachedTo, guidedBy } = endsOfRelations(relations);
  return rows.map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    kind: row.kind as NamedOrganisation['kind'],
    name: official.get(row.id) ?? '',
    aliases: others.get(row.id) ?? [],
    existence: intervalOf(row.valid),
    existenceId: row.existence_id,
    approvalDocument: row.approval_document,
    remark: row.remark,
    termEnds: termEnd.get(row.id) ?? null,
    attachedTo: attachedTo.get(row.id) ?? [],
    guidedBy: guidedBy.get(row.id) ?? null,
  }));
}

export async function organisationDirectory(context: Reader): Promise<OrganisationDirectory> {
  return new OrganisationDirectory(await knownOrganisations(context));
}

/** People by the blind index of their numbers. */
export interface KnownPerson {
  id: string;
  name: string;
}

/** Finds people by number without opening a single one. */
export class PeopleDirectory {
  readonly #byIndex: Map<string, KnownPerson>;
  readonly #indexOf: (mobile: string) => string;

  constructor(byIndex: Map<string, KnownPerson>, indexOf: (mobile: string) => string) {
    this.#byIndex = byIndex;
    this.#indexOf = indexOf;
  }

  byMobile(mobile: string): KnownPerson | undefined {
    return this.#byIndex.get(this.#indexOf(mobile));
  }
}

export async function peopleDirectory({ app, db }: Reader): Promise<PeopleDirectory> {
  const rows = await db
    .selectFrom('people as person')
    .innerJoin('person_names as name', 'name.person_id', 'person.id')
    .distinctOn('person.id')
    .select(['person.id', 'person.phone_index', 'name.name'])
    .where('person.phone_index', 'is not', null)
    .where('name.superseded_at', 'is', null)
    .orderBy('person.id')
    .orderBy('name.valid', 'desc')
    .execute();
  const byIndex = new Map(rows.map(({ id, name, phone_index }) => [phone_index ?? '', { id, name }]));
  return new PeopleDirectory(byIndex, (mobile) => app.cipher.blindIndex(mobile, phonePlace));
}

/** Both days of a stored interval; a fact without a first day has held from the beginning. */
export function intervalOf(range: string): Interval {
  const { from, to } = rangeDays(range);
  return { from: from ?? '0001-01-01', to };
}
