import { type Expression, sql } from 'kysely';
import type { ActContext } from '../../platform/context.ts';
import type { RequirementContent } from './content.ts';
import type { StoredDecision } from './rules.ts';

type RowsTable = 'clauses' | 'requirements' | 'requirement_acts' | 'requirement_revisions' | 'version_requirements';

/** Columns of the tables that are written many rows at a time, with their types. */
const columnTypes: Record<RowsTable, Record<string, string>> = {
  clauses: {
    ...{
      id: 'uuid',
      version_id: 'uuid',
      key: 'text',
      parent_key: 'text',
      position: 'int',
      level: 'int',
      number: 'text',
    },
    ...{ title: 'text', kind: 'text', start_at: 'int', end_at: 'int', scope_end: 'int' },
  },
  requirements: {
    ...{
      id: 'uuid',
      directive_id: 'uuid',
      version_id: 'uuid',
      clause_key: 'text',
      position: 'int',
      start_at: 'int',
      end_at: 'int',
    },
    ...{
      proposal: 'jsonb',
      content: 'jsonb',
      confidence: 'real',
      decision: 'text',
      last_seq: 'int',
      recorded_at: 'timestamptz',
    },
  },
  requirement_acts: {
    ...{ id: 'uuid', requirement_id: 'uuid', seq: 'int', kind: 'text', account_id: 'uuid', occurred_on: 'date' },
    ...{ recorded_at: 'timestamptz', payload: 'jsonb' },
  },
  version_requirements: {
    ...{ id: 'uuid', version_id: 'uuid', requirement_id: 'uuid', position: 'int', clause_key: 'text' },
    ...{ start_at: 'int', end_at: 'int', content: 'jsonb', decision: 'text', reason: 'text' },
  },
  requirement_revisions: {
    ...{
      id: 'uuid',
      requirement_id: 'uuid',
      revision: 'int',
      version_id: 'uuid',
      dropped: 'boolean',
      content: 'jsonb',
    },
    ...{ frozen_at: 'timestamptz' },
  },
};

/** Writes any number of rows with one statement whose text does not depend on their number. */
export async function insertRows(
  context: ActContext,
  table: RowsTable,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  if (!rows.length) return;
  const types = columnTypes[table];
  const names = Object.keys(types);
  const list = sql.join(names.map((name) => sql.ref(name)));
  const source = recordset(rows, types);
  const select = sql`select ${context.tenantId}::uuid, ${list} from ${source}` as unknown as Expression<never>;
  await context.db
    .insertInto(table)
    .columns(['tenant_id', ...names] as never)
    .expression(select)
    .execute();
}

/** Rows of the caller as a table expression named `given`. */
function recordset(rows: readonly Record<string, unknown>[], types: Record<string, string>) {
  const definition = sql.join(Object.entries(types).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${definition})`;
}

export interface RequirementChange {
  id: string;
  content: RequirementContent;
  decision: StoredDecision;
  reason: string | null;
  span: { start: number; end: number };
}

/** Writes new states and raises `version` and `last_seq` of each; the rows have been locked and compared by the caller. */
export async function changeRequirements(context: ActContext, changes: readonly RequirementChange[]): Promise<void> {
  if (!changes.length) return;
  const rows = changes.map((change) => ({
    given_id: change.id,
    given_content: change.content,
    given_decision: change.decision,
    given_reason: change.reason,
    given_start: change.span.start,
    given_end: change.span.end,
  }));
  const types = sql`given(given_id uuid, given_content jsonb, given_decision text, given_reason text, given_start int, given_end int)`;
  await context.db
    .updateTable('requirements')
    .from(sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`.as(types) as never)
    .set({
      content: sql`given_content` as never,
      decision: sql`given_decision` as never,
      reason: sql`given_reason` as never,
      start_at: sql`given_start` as never,
      end_at: sql`given_end` as never,
      version: sql`requirements.version + 1` as never,
      last_seq: sql`requirements.last_seq + 1` as never,
    })
    .where(sql<boolean>`requirements.id = given_id`)
    .execute();
}

export interface RequirementMove {
  id: string;
  version_id: string;
  clause_key: string | null;
  proposal: unknown;
  confidence: number | null;
}

/** Takes requirements into another version; their state is written with the act that does so. */
export async function moveRequirements(context: ActContext, moves: readonly RequirementMove[]): Promise<void> {
  if (!moves.length) return;
  const rows = moves.map((move) => ({
    ...{ given_id: move.id, given_version: move.version_id, given_clause: move.clause_key },
    ...{ given_proposal: move.proposal, given_confidence: move.confidence },
  }));
  const types = sql`given(given_id uuid, given_version uuid, given_clause text, given_proposal jsonb, given_confidence real)`;
  await context.db
    .updateTable('requirements')
    .from(sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`.as(types) as never)
    .set({
      version_id: sql`given_version` as never,
      clause_key: sql`given_clause` as never,
      proposal: sql`given_proposal` as never,
      confidence: sql`given_confidence` as never,
    })
    .where(sql<boolean>`requirements.id = given_id`)
    .execute();
}
