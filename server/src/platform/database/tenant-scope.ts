import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  IdentifierNode,
  type InsertQueryNode,
  JoinNode,
  type KyselyPlugin,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  PrimitiveValueListNode,
  type QueryId,
  ReferenceNode,
  type RootOperationNode,
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
 * Puts `tenant_id = $n` on every tenant table of a statement: in `where` for the tables of `from`, `update` and `delete`, in
 * `on` for joined ones, and as a column of every inserted row. Row-level security is the second lock; this condition is also
 * what routes a statement to one shard (distributed.md 4.1), so no query has to remember it.
 */
export function tenantScope(tenantId: string): KyselyPlugin {
  const transformer = new TenantScopeTransformer(tenantId);
  return {
    transformQuery: (args) => transformer.transformNode(args.node, args.queryId) as RootOperationNode,
    transformResult: async (args) => args.result,
  };
}

class TenantScopeTransformer extends OperationNodeTransformer {
  readonly #tenantId: string;

  constructor(tenantId: string) {
    super();
    this.#tenantId = tenantId;
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const inner = super.transformSelectQuery(node, queryId);
    const names = tenantNames(node.from?.froms ?? []);
    return { ...inner, where: this.#where(inner.where, [...names, ...crossJoined(node.joins)]) };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    const inner = super.transformUpdateQuery(node, queryId);
    const names = tenantNames([...(node.table ? [node.table] : []), ...(node.from?.froms ?? [])]);
    return { ...inner, where: this.#where(inner.where, names) };
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    const inner = super.transformDeleteQuery(node, queryId);
    const names = tenantNames([...node.from.froms, ...(node.using?.tables ?? [])]);
    return { ...inner, where: this.#where(inner.where, names) };
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    const inner = super.transformJoin(node, queryId);
    if (!inner.on) return inner;
    const on = tenantNames([node.table]).reduce(
      (before, name) => OnNode.cloneWithOperation(before, 'And', this.#condition(name)),
      inner.on,
    );
    return { ...inner, on };
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const inner = super.transformInsertQuery(node, queryId);
    if (!node.into || !inner.columns || !isTenantTable.has(node.into.table.identifier.name)) return inner;
    if (inner.columns.some((column) => column.column.name === 'tenant_id')) return inner;
    const columns = [...inner.columns, ColumnNode.create('tenant_id')];
    if (inner.values && ValuesNode.is(inner.values)) {
      return { ...inner, columns, values: ValuesNode.create(inner.values.values.map((row) => this.#withTenant(row))) };
    }
    throw new Error(`An insert into ${node.into.table.identifier.name} from a query has to select tenant_id itself`);
  }

  #withTenant(row: PrimitiveValueListNode | ValueListNode): PrimitiveValueListNode | ValueListNode {
    if (PrimitiveValueListNode.is(row)) return PrimitiveValueListNode.create([...row.values, this.#tenantId]);
    return ValueListNode.create([...row.values, ValueNode.create(this.#tenantId)]);
  }

  #where(where: WhereNode | undefined, names: string[]): WhereNode | undefined {
    const [first, ...rest] = names.map((name) => this.#condition(name));
    if (!first) return where;
    const all = rest.reduce<OperationNode>((left, right) => AndNode.create(left, right), first);
    return where ? WhereNode.cloneWithOperation(where, 'And', all) : WhereNode.create(all);
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
