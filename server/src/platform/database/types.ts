import pg, { type ClientConfig } from 'pg';

/** date, timestamp, int8, and the ranges of int4, numeric, timestamp, timestamptz, date, int8. */
const keptAsText = [1082, 1114, 20, 3904, 3906, 3908, 3910, 3912, 3926];
/** Arrays of date, timestamp, int8 and daterange. */
const arraysKeptAsText = [1182, 1115, 1016, 3913];
const instant = 1184;
const textArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const instants = 1185 as typeof textArray;

/*
 * Importing this module sets, for every connection of the process, how values come out of the database: dates,
 * instants, 8-byte integers and ranges as the text PostgreSQL wrote. A JavaScript Date would shift a pure date by the
 * machine's zone, a number would round an int8.
 */
for (const oid of keptAsText) pg.types.setTypeParser(oid, (value: string) => value);
// An instant is read in the one form that every program parses: `2026-03-05T06:30:00.123456Z`.
const readInstant = (value: string) => value.replace(' ', 'T').replace(/\+00$/, 'Z');
pg.types.setTypeParser(instant, readInstant);
for (const oid of arraysKeptAsText) pg.types.setTypeParser(oid, pg.types.getTypeParser(textArray));
pg.types.setTypeParser(instants, (value: string) => {
  const read: (string | null)[] = pg.types.getTypeParser(textArray)(value);
  return read.map((text) => text && readInstant(text));
});

/**
 * Driver settings for a connection string: instants in UTC and dates as YYYY-MM-DD whatever the server's own settings,
 * and tenant settings that travel to a cluster's workers (distributed.md 3.2; without effect on a single server).
 */
export function connectionSettings(connectionString: string): ClientConfig {
  return {
    connectionString,
    options: '-c TimeZone=UTC -c DateStyle=ISO,YMD -c citus.propagate_set_commands=local',
  };
}
