import type pg from 'pg';
import { v7 } from 'uuid';
import { catalogue } from '../../server/src/features.ts';
import { tenantTables } from '../../server/src/platform/database/schema.gen.ts';
import type { Pool } from './values.ts';

/** How many records of a kind are asked for: the oldest and the newest. */
const ofEach = 20;

/** Kinds of records, and the names under which requests ask for them. People whom the fuzz plays itself are left alone. */
const kinds: readonly { names: readonly string[]; ids: string }[] = [
  { names: ['taskId', 'taskIds', 'aboutTaskId'], ids: 'SELECT id FROM tasks WHERE tenant_id = $1' },
  { names: ['directiveId', 'aboutDirectiveId'], ids: 'SELECT id FROM directives WHERE tenant_id = $1' },
  { names: ['versionId'], ids: 'SELECT id FROM directive_versions WHERE tenant_id = $1' },
  { names: ['requirementId', 'requirementIds'], ids: 'SELECT id FROM requirements WHERE tenant_id = $1' },
  { names: ['stepId'], ids: 'SELECT id FROM review_steps WHERE tenant_id = $1' },
  { names: ['dispatchId'], ids: 'SELECT id FROM dispatches WHERE tenant_id = $1' },
  { names: ['actId'], ids: 'SELECT id FROM task_acts WHERE tenant_id = $1' },
  { names: ['evidenceId', 'evidenceIds'], ids: 'SELECT id FROM evidence WHERE tenant_id = $1' },
  { names: ['fileSha256', 'sha256'], ids: 'SELECT sha256 AS id FROM files WHERE tenant_id = $1' },
  { names: ['paperId'], ids: 'SELECT id FROM papers WHERE tenant_id = $1' },
  {
    names: [
      ...['organisation', 'organisationId', 'organisationIds', 'leads', 'supporters', 'attachedTo', 'guidedBy'],
      ...['successorId', 'foundedOrganisationId', 'leadOrganisationId', 'id of organisations'],
    ],
    ids: 'SELECT id FROM organisations WHERE tenant_id = $1',
  },
  {
    names: ['bodyId', 'ownerBodyId', 'organisationId', 'leads', 'leadOrganisationId', 'organisationIds', 'attachedTo'],
    ids: 'SELECT DISTINCT body_id AS id FROM organisations WHERE tenant_id = $1',
  },
  {
    names: ['personId', 'accountablePersonId', 'leaderPersonId', 'id of people'],
    ids: 'SELECT id FROM people WHERE tenant_id = $1',
  },
  { names: ['id of posts', 'postId'], ids: 'SELECT id FROM posts WHERE tenant_id = $1 AND superseded_at IS NULL' },
  { names: ['accountId'], ids: 'SELECT id FROM accounts WHERE tenant_id = $1 AND id <> ALL ($2)' },
  {
    names: ['grantId'],
    ids: 'SELECT id FROM grants WHERE tenant_id = $1 AND superseded_at IS NULL AND account_id <> ALL ($2)',
  },
  { names: ['requestId'], ids: 'SELECT id FROM grant_requests WHERE tenant_id = $1' },
  { names: ['channelId'], ids: 'SELECT id FROM channels WHERE tenant_id = $1' },
  { names: ['deliveryId'], ids: 'SELECT id FROM deliveries WHERE tenant_id = $1' },
  { names: ['noticeId'], ids: 'SELECT id FROM notices WHERE tenant_id = $1' },
  { names: ['identityId'], ids: 'SELECT id FROM external_identities WHERE tenant_id = $1' },
  { names: ['sessionId'], ids: 'SELECT id FROM sessions WHERE tenant_id = $1 AND account_id <> ALL ($2)' },
  { names: ['clauseKey', 'key'], ids: 'SELECT DISTINCT key AS id FROM clauses WHERE tenant_id = $1' },
];

/**
 * Reads what stands in the city by now.
 * @param played accounts under whose names requests are sent
 */
export async function readPool(owner: pg.Client, tenantId: string, played: readonly string[]): Promise<Pool> {
  const found = new Map<string, string[]>([['figureId', catalogue.definitions.map(({ id }) => id)]]);
  const everything: string[] = [];
  for (const { names, ids } of kinds) {
    const values = ids.includes('$2') ? [tenantId, played] : [tenantId];
    const { rows } = await owner.query<{ id: string }>(
      `WITH known AS (${ids}), ends AS (
         (SELECT id FROM known ORDER BY id LIMIT ${ofEach}) UNION (SELECT id FROM known ORDER BY id DESC LIMIT ${ofEach}))
       SELECT id FROM ends ORDER BY id`,
      values,
    );
    const known = rows.map(({ id }) => id);
    for (const name of names) found.set(name, [...(found.get(name) ?? []), ...known]);
    if (!names.includes('clauseKey') && !names.includes('sha256')) everything.push(...known.slice(0, 2));
  }
  found.set('*', everything);
  return (name) => found.get(name) ?? [];
}

/** Which version of a record its path names is the newest; the first segment of the path says what it is. */
const versions: Readonly<Record<string, string>> = {
  tasks: 'SELECT version FROM tasks WHERE tenant_id = $1 AND id = $2',
  directives: `SELECT version FROM directive_versions WHERE tenant_id = $1 AND directive_id = $2 ORDER BY number DESC LIMIT 1`,
  requirements: 'SELECT version FROM requirements WHERE tenant_id = $1 AND id = $2',
  evidence: 'SELECT version FROM evidence WHERE tenant_id = $1 AND id = $2',
  papers: 'SELECT version FROM papers WHERE tenant_id = $1 AND id = $2',
  accounts: 'SELECT version FROM accounts WHERE tenant_id = $1 AND id = $2',
  organisations: 'SELECT version FROM organisations WHERE tenant_id = $1 AND id = $2',
  channels: 'SELECT version FROM channels WHERE tenant_id = $1 AND id = $2',
  grants: `SELECT a.version FROM accounts a JOIN grants g ON g.tenant_id = a.tenant_id AND g.account_id = a.id
           WHERE g.tenant_id = $1 AND g.id = $2`,
};

/** A body as somebody sends it who has just looked at the record: with the version that stands there. */
export async function asSeen(owner: pg.Client, tenantId: string, path: string, body: Buffer): Promise<Buffer> {
  const [, noun = '', recordId] = /^\/api\/(\w+)\/([0-9a-f-]{36})(?:[/?]|$)/.exec(path) ?? [];
  const sql = versions[noun];
  if (!sql || !recordId || !uuid.test(recordId)) return body;
  const { rows } = await owner.query<{ version: number }>(sql, [tenantId, recordId]);
  const version = rows[0]?.version;
  return version === undefined
    ? body
    : Buffer.from(
        body
          .toString()
          .replace('"seenVersion":1,', `"seenVersion":${version},`)
          .replace('"seenVersion":1}', `"seenVersion":${version}}`),
      );
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Words that stand in another city's every record, so that an answer which shows one shows these. */
export const foreignWords = '〔外市〕';
const marked: readonly [table: string, column: string][] = [
  ['accounts', 'display_name'],
  ['directives', 'title'],
  ['evidence_revisions', 'title'],
  ['organisation_names', 'name'],
  ['person_names', 'name'],
  ['feedback', 'body'],
  ['channels', 'name'],
  ['clauses', 'title'],
];

/**
 * Puts a second city beside the first, which is the same to the last id and marked in its words: a statement that forgets
 * whose records it reads finds both.
 * @param owner the embedded database's, who may leave triggers and references aside
 */
export async function settleForeignCity(owner: pg.Client, tenantId: string, host: string): Promise<void> {
  const foreign = v7();
  await owner.query('UPDATE tenants SET host = $2 WHERE tenant_id = $1', [tenantId, host]);
  await owner.query(
    `INSERT INTO tenants (tenant_id, name, host, created_at) VALUES ($1, $2, 'elsewhere.example', now())`,
    [foreign, `${foreignWords}另一座城市`],
  );
  await owner.query('SET session_replication_role = replica');
  for (const table of tenantTables) {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT quote_ident(attname) AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> 'tenant_id'`,
      [table],
    );
    const columns = rows.map(({ name }) => name).join(', ');
    await owner.query(
      `INSERT INTO ${table} (tenant_id, ${columns}) SELECT $2, ${columns} FROM ${table} WHERE tenant_id = $1`,
      [tenantId, foreign],
    );
  }
  for (const [table, column] of marked)
    await owner.query(`UPDATE ${table} SET ${column} = $2 || ${column} WHERE tenant_id = $1`, [foreign, foreignWords]);
  await owner.query('SET session_replication_role = DEFAULT');
}
