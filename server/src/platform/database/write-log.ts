import {
  DeleteQueryNode,
  InsertQueryNode,
  type KyselyPlugin,
  ReturningNode,
  type RootOperationNode,
  SelectionNode,
  UpdateQueryNode,
} from 'kysely';
import { auditedTables } from '../audit/records.ts';

/** A row as it stands after a statement of the act, or its key if the statement removed it. */
export interface WrittenRow {
  table: string;
  row: Record<string, unknown>;
  removed: boolean;
}

/**
 * Notes every row that an act writes to an audited table, so that the audit entry can carry their digests without any
 * feature having to say so. It asks each writing statement to return its whole rows; a statement of an act therefore always
 * answers rows, and "nothing matched" is an empty answer.
 */
export function writeLog(into: WrittenRow[]): KyselyPlugin {
  const tables = new WeakMap<object, { table: string; removed: boolean }>();
  return {
    transformQuery({ node, queryId }) {
      const target = writtenTable(node);
      if (!target) return node;
      tables.set(queryId, target);
      const returning = ReturningNode.create([SelectionNode.createSelectAll()]);
      return { ...node, returning } as RootOperationNode;
    },
    async transformResult({ queryId, result }) {
      const target = tables.get(queryId);
      if (target) for (const row of result.rows) into.push({ ...target, row });
      return result;
    },
  };
}

function writtenTable(node: RootOperationNode): { table: string; removed: boolean } | null {
  const name = InsertQueryNode.is(node)
    ? node.into?.table.identifier.name
    : UpdateQueryNode.is(node)
      ? tableName(node.table)
      : DeleteQueryNode.is(node)
        ? tableName(node.from.froms[0])
        : undefined;
  return name && name in auditedTables ? { table: name, removed: DeleteQueryNode.is(node) } : null;
}

function tableName(node: unknown): string | undefined {
  return (node as { table?: { identifier?: { name?: string } } } | undefined)?.table?.identifier?.name;
}
