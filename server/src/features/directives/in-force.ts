import type { ReadContext } from '../../platform/context.ts';
import { clauseLabel } from './clause-label.ts';
import { type ClauseRow, clauseRows, type DirectiveRow, type Reading, standingOf, versionText } from './store.ts';

/** A clause without clauses below it, with all that stands in it. */
export interface LeafClause {
  key: string;
  /** As its document writes it, the clauses above it before: `二、主要任务 › （一）建立台账`. */
  label: string;
  words: string;
  start: number;
  end: number;
}

/** What a document says where it is in force: the confirmed version, or the newest while none is. */
export interface DocumentInForce {
  directive: DirectiveRow;
  versionId: string;
  number: number;
  confirmed: boolean;
  /** In the order of the document. */
  clauses: LeafClause[];
  references: Reading['references'];
}

/** @throws Problem notFound */
export async function documentInForce(
  context: Pick<ReadContext, 'db'>,
  directiveId: string,
  held?: 'held',
): Promise<DocumentInForce> {
  const { directive, current, confirmed } = await standingOf(context.db, directiveId, held);
  const version = confirmed ?? current;
  const { text, reading } = await versionText(context.db, version.id);
  const rows = await clauseRows(context.db, version.id);
  return {
    directive,
    ...{ versionId: version.id, number: version.number, confirmed: confirmed !== null },
    ...{ clauses: leavesOf(rows, text), references: reading.references },
  };
}

function leavesOf(rows: readonly ClauseRow[], text: string): LeafClause[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const parents = new Set(rows.map((row) => row.parent_key));
  const labelOf = (row: ClauseRow): string => {
    const above = row.parent_key === null ? undefined : byKey.get(row.parent_key);
    const own = clauseLabel(row.number, row.title);
    return above ? `${labelOf(above)} › ${own}` : own;
  };
  return rows.flatMap((row) => {
    if (parents.has(row.key)) return [];
    const [start, end] = [row.start_at, Math.max(row.scope_end, row.end_at)];
    const words = withoutSignature(text.slice(start, end)).trim();
    return words === '' ? [] : [{ key: row.key, label: labelOf(row), words, start, end }];
  });
}

const dated = /^[\d〇零○一二三四五六七八九十]{4}\s*年.{1,8}日$/u;

/** Who issued the document and when stands below its last clause and is no part of it. */
function withoutSignature(words: string): string {
  const lines = words.trimEnd().split('\n');
  if (lines.length < 2 || !dated.test(lines.at(-1)?.trim() ?? '')) return words;
  lines.pop();
  while (lines.length > 1 && !/[。；！？：:;]/u.test(lines.at(-1) ?? '')) lines.pop();
  return lines.join('\n');
}
