import { Kysely, sql } from 'kysely';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { DB } from './schema.gen.ts';
import { assertTenantScoped, tenantDialect } from './tenant-scope.ts';

const tenant = '018f0000-0000-7000-8000-000000000001';
/** Nothing is sent: the statements are only written out. */
const db = new Kysely<DB>({ dialect: tenantDialect(tenant, { pool: {} as unknown as pg.Pool }) });

function written(query: { compile(): { sql: string; parameters: readonly unknown[] } }) {
  const { sql: text, parameters } = query.compile();
  return { text, parameters };
}

describe('a statement of a tenant', () => {
  it('carries the tenant of each table in from and join, after what it asks itself', () => {
    const query = db
      .selectFrom('tasks as t')
      .innerJoin('directives as d', 'd.id', 't.directive_id')
      .leftJoin('tenants as n', (join) => join.onTrue())
      .select('t.id')
      .where('t.state', '=', 'closed');
    expect(written(query)).toEqual({
      text: [
        'select "t"."id" from "tasks" as "t"',
        'inner join "directives" as "d" on "d"."id" = "t"."directive_id" and "d"."tenant_id" = $1',
        'left join "tenants" as "n" on true',
        'where "t"."state" = $2 and "t"."tenant_id" = $3',
      ].join(' '),
      parameters: [tenant, 'closed', tenant],
    });
  });

  it('carries it in subqueries, also within SQL written by hand, in unions and in common tables', () => {
    const acts = db.selectFrom('task_acts as a').select('a.id').where('a.task_id', '=', sql.ref<string>('t.id'));
    const inside = db.selectFrom('tasks as t').select(sql<boolean>`exists (${acts})`.as('acted'));
    const union = db.selectFrom('tasks').select('id').union(db.selectFrom('directives').select('id'));
    const common = db
      .with('open', (one) => one.selectFrom('tasks').select('id'))
      .selectFrom('open')
      .select('id');
    for (const [query, times] of [
      [inside, 2],
      [union, 2],
      [common, 1],
    ] as const) {
      const { text, parameters } = written(query);
      expect(text.match(/"tenant_id" = \$/g)).toHaveLength(times);
      expect(parameters).toEqual(Array(times).fill(tenant));
      expect(() => assertTenantScoped(text)).not.toThrow();
    }
  });

  it('puts the tenant of a table that is joined without a condition into where', () => {
    const { text } = written(db.selectFrom('tasks as t').crossJoin('directives as d').select('t.id'));
    expect(text).toContain('where "t"."tenant_id" = $1 and "d"."tenant_id" = $2');
  });

  it('changes and removes rows of the tenant alone', () => {
    const update = db.updateTable('tasks').set({ remark: '' }).where('id', '=', tenant).returning('id');
    expect(written(update).text).toBe(
      'update "tasks" set "remark" = $1 where "id" = $2 and "tasks"."tenant_id" = $3 returning "id"',
    );
    expect(written(db.deleteFrom('task_parties')).text).toBe(
      'delete from "task_parties" where "task_parties"."tenant_id" = $1',
    );
  });

  it('inserts every row for the tenant, and refuses a query that does not select it', () => {
    const rows = [
      { sha256: 'a', size: '1', media_type: 'text/plain', stored_at: 'now' },
      { sha256: 'b', size: '2', media_type: 'text/plain', stored_at: 'now' },
    ];
    const { text, parameters } = written(db.insertInto('files').values(rows));
    expect(text).toContain('"tenant_id") values');
    expect(parameters.filter((value) => value === tenant)).toHaveLength(2);
    const from = db
      .insertInto('task_parties')
      .columns(['id', 'task_id', 'organisation_id'])
      .expression(db.selectFrom('task_parties').select(['id', 'task_id', 'organisation_id']));
    expect(() => from.compile()).toThrow('has to select tenant_id itself');
  });

  it('leaves tables alone that belong to no tenant', () => {
    expect(written(db.selectFrom('tenants').select('name')).text).toBe('select "name" from "tenants"');
  });
});

describe('SQL written by hand', () => {
  it('is refused when it reads a tenant table without saying whose', () => {
    expect(() => assertTenantScoped('select id from tasks')).toThrow('without tenant_id');
    expect(() => assertTenantScoped('select id from tasks where tenant_id = $1')).not.toThrow();
  });
});
