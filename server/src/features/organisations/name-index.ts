import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { holdsOn } from './as-of.ts';
import type { OrganisationItem } from './contract.ts';
import { organisationNames, organisationsById } from './names.ts';
import { rememberedWords } from './owner-aliases.ts';
import { guidedBodies } from './owner-answer.ts';

export interface NamedOrganisation {
  id: string;
  bodyId: string;
  kind: string;
  /** Official name first. */
  names: string[];
}

/** All organisations that exist on a day, as the words of a document of one body meet them. */
export interface NameIndex {
  bodyId: string;
  guidedBodyIds: readonly string[];
  organisations: readonly NamedOrganisation[];
  /** What the office has explained of words before, by `plainWords`. */
  remembered: ReadonlyMap<string, readonly string[]>;
}

/** Organisations that exist on the day, each with its kind and its names, official first. */
export async function namedOrganisations(context: Pick<ReadContext, 'db'>, on: string): Promise<NamedOrganisation[]> {
  const [organisations, names] = await Promise.all([
    context.db
      .selectFrom('organisations as organisation')
      .innerJoin('organisation_kinds as kind', 'kind.organisation_id', 'organisation.id')
      .innerJoin('organisation_existences as existence', 'existence.organisation_id', 'organisation.id')
      .select(['organisation.id', 'organisation.body_id', 'kind.kind'])
      .where(holdsOn('kind', on))
      .where(holdsOn('existence', on))
      .execute(),
    context.db
      .selectFrom('organisation_names as name')
      .select(['name.organisation_id', 'name.name', 'name.kind'])
      .where(holdsOn('name', on))
      .orderBy('name.kind', 'desc')
      .orderBy('name.id')
      .execute(),
  ]);
  const namesOf = Map.groupBy(names, (row) => row.organisation_id);
  return organisations.map(({ id, body_id, kind }) => ({
    id,
    bodyId: body_id,
    kind,
    names: (namesOf.get(id) ?? []).map((row) => row.name),
  }));
}

/** Reads what the owners of a document of the body are sought in. */
export async function readNameIndex(context: Pick<ReadContext, 'db'>, bodyId: string, on: string): Promise<NameIndex> {
  const [organisations, guidedBodyIds, remembered] = await Promise.all([
    namedOrganisations(context, on),
    guidedBodies(context.db, bodyId, on),
    rememberedWords(context.db, bodyId),
  ]);
  return { bodyId, guidedBodyIds, organisations, remembered };
}

/**
 * The organisations of the tenant for lists and pickers, as of the day.
 * @param withDissolved adds those whose existence ended before the day, under their last name
 */
export async function listedOrganisations(
  context: Pick<ReadContext, 'db' | 'today'>,
  on: string,
  withDissolved: boolean,
): Promise<OrganisationItem[]> {
  const [existing, dissolvedIds] = await Promise.all([
    namedOrganisations(context, on),
    withDissolved ? dissolvedBefore(context, on) : [],
  ]);
  const dissolved = await organisationsById(context, dissolvedIds, on);
  const bodyIds = [...existing, ...dissolved.values()].map((one) => one.bodyId);
  const bodyNames = await organisationNames(context, [...new Set(bodyIds)], on);
  const bodyOf = (bodyId: string) => ({ bodyId, bodyName: bodyNames.get(bodyId) ?? '' });
  return [
    ...existing.map(({ id, kind, bodyId, names: [name, ...aliases] }) => ({
      id,
      kind,
      name: name ?? '',
      aliases,
      ...bodyOf(bodyId),
      exists: true,
    })),
    ...[...dissolved.values()].map(({ id, kind, name, bodyId }) => ({
      id,
      kind,
      name,
      aliases: [],
      ...bodyOf(bodyId),
      exists: false,
    })),
  ];
}

async function dissolvedBefore(context: Pick<ReadContext, 'db'>, on: string): Promise<string[]> {
  const rows = await context.db
    .selectFrom('organisation_existences as existence')
    .select('existence.organisation_id')
    .where('existence.superseded_at', 'is', null)
    .groupBy('existence.organisation_id')
    .having(sql<boolean>`bool_and(upper(valid) <= ${on}::date)`)
    .execute();
  return rows.map((row) => row.organisation_id);
}
