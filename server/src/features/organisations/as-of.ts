import { sql } from 'kysely';

/** Holds for the rows of a dated fact that are not superseded and valid on the day. `alias` names the table in the statement. */
export function holdsOn(alias: string, on: string) {
  return sql<boolean>`${sql.ref(`${alias}.superseded_at`)} is null and ${sql.ref(`${alias}.valid`)} @> ${on}::date`;
}

/** Orders the rows of a dated fact so that the one valid on the day comes first, then the latest before it. */
export function nearestTo(alias: string, on: string) {
  return sql`(${sql.ref(`${alias}.valid`)} @> ${on}::date) desc, upper(${sql.ref(`${alias}.valid`)}) desc nulls first`;
}

/** A list of ids as one parameter, so that the statement does not change with its length. */
export function anyOf(ids: Iterable<string>) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}
