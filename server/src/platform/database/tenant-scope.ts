import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  type Dialect,
  IdentifierNode,
  type InsertQueryNode,
  JoinNode,
  OnNode,
  type OperationNode,
  OperatorNode,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
  ReferenceNode,
  type SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from 'kysely';
import { tenantTables } from './schema.gen.ts';

const isTenantTable: ReadonlySet<string> = new Set(tenantTables);

/**
 * PostgreSQL as one tenant speaks to it: `tenant_id = $n` stands on every tenant table of a statement, in `where` for the
 * tables of `from`, `update` and `delete`, in `on` for joined ones, and as a column of every inserted row. Row-level security
 * is the second lock; this condition is also what routes a statement to one shard (distributed.md 4.1), so no query has to
 * remember it. It is put there while the statement is written out: a plugin would copy the whole statement first, which took
 * longer than writing it.
 */
export function tenantDialect(tenantId: string, config: PostgresDialectConfig): Dialect {
  const dialect = new PostgresDialect(config);
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => new TenantCompiler(tenantId),
  };
}

class TenantCompiler extends PostgresQueryCompiler {
  readonly #tenantId: string;

  constructor(tenantId: string) {
    super();
    this.#tenantId = tenantId;
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const names = [...tenantNames(node.from?.froms ?? []), ...crossJoined(node.joins)];
    super.visitSelectQuery(this.#narrowed(node, names));
  }

  protected override visitUpdateQuery(node: UpdateQueryNode): void {
    const names = tenantNames([...(node.table ? [node.table] : []), ...(node.from?.froms ?? [])]);
    super.visitUpdateQuery(this.#narrowed(node, names));
  }

  protected override visitDeleteQuery(node: DeleteQueryNode): void {
    const names = tenantNames([...node.from.froms, ...(node.using?.tables ?? [])]);
    super.visitDeleteQuery(this.#narrowed(node, names));
  }

  protected override visitJoin(node: JoinNode): void {
    super.visitJoin(node.on ? { ...node, on: this.#joinedOn(node.table, node.on) } : node);
  }

  protected override visitInsertQuery(node: InsertQueryNode): void {
    super.visitInsertQuery(this.#withTenantColumn(node));
  }

  #joinedOn(table: OperationNode, on: OnNode): OnNode {
    return tenantNames([table]).reduce(
      (before, name) => OnNode.cloneWithOperation(before, 'And', this.#condition(name)),
      on,
    );
  }

  #withTenantColumn(node: InsertQueryNode): InsertQueryNode {
    if (!node.into || !node.columns || !isTenantTable.has(node.into.table.identifier.name)) return node;
    if (node.columns.some((column) => column.column.name === 'tenant_id')) return node;
    const columns = [...node.columns, ColumnNode.create('tenant_id')];
    if (node.values && ValuesNode.is(node.values)) {
      return { ...node, columns, values: ValuesNode.create(node.values.values.map((row) => this.#withTenant(row))) };
    }
    throw new Error(`An insert into ${node.into.table.identifier.name} from a query has to select tenant_id itself`);
  }

  #withTenant(row: PrimitiveValueListNode | ValueListNode): PrimitiveValueListNode | ValueListNode {
    if (PrimitiveValueListNode.is(row)) return PrimitiveValueListNode.create([...row.values, this.#tenantId]);
    return ValueListNode.create([...row.values, ValueNode.create(this.#tenantId)]);
  }

  #narrowed<Node extends { readonly where?: WhereNode }>(node: Node, names: readonly string[]): Node {
    const [first, ...rest] = names.map((name) => this.#condition(name));
    if (!first) return node;
    const all = rest.reduce<OperationNode>((left, right) => AndNode.create(left, right), first);
    const where = node.where ? WhereNode.cloneWithOperation(node.where, 'And', all) : WhereNode.create(all);
    return { ...node, where };
  }

  #condition(table: string): OperationNode {
    return BinaryOperationNode.create(
      ReferenceNode.create(ColumnNode.create('tenant_id'), TableNode.create(table)),
      OperatorNode.create('='),
      ValueNode.create(this.#tenantId),
    );
  }
}

/** The names (aliases where given) under which tenant tables appear among these table expressions. */
function tenantNames(tables: readonly OperationNode[]): string[] {
  const names: string[] = [];
  for (const table of tables) {
    if (TableNode.is(table) && isTenantTable.has(table.table.identifier.name)) names.push(table.table.identifier.name);
    if (AliasNode.is(table) && TableNode.is(table.node) && isTenantTable.has(table.node.table.identifier.name)) {
      if (IdentifierNode.is(table.alias)) names.push(table.alias.name);
    }
  }
  return names;
}

/** A join without `on` cannot carry its condition there; it goes into `where`. */
function crossJoined(joins: readonly JoinNode[] | undefined): string[] {
  return (joins ?? []).filter((join) => JoinNode.is(join) && !join.on).flatMap((join) => tenantNames([join.table]));
}

const mention = new RegExp(`\\b(?:from|join|update|into)\\s+"?(?:${tenantTables.join('|')})"?(?![\\w])`, 'gi');

/**
 * The last look at a statement before it is sent, for SQL written by hand: each mention of a tenant table must have a
 * `tenant_id` of its own.
 * @throws Error naming the statement
 */
export function assertTenantScoped(sql: string): void {
  const tables = sql.match(mention)?.length ?? 0;
  const conditions = sql.match(/\btenant_id\b/g)?.length ?? 0;
  if (conditions < tables) throw new Error(`A statement reads tenant tables without tenant_id: ${sql}`);
}
