import type { ActContext } from '../../platform/context.ts';
import { freeze } from './confirming.ts';
import type { RequirementContent } from './content.ts';
import type { Audience, DirectiveKind } from './contract.ts';
import { checkContent } from './deciding.ts';
import { accountOf } from './holding.ts';
import { insertVersion } from './intake.ts';
import { requirementRows } from './store.ts';
import { insertRows } from './writing.ts';

export interface RecordedRequirement {
  requirementId: string;
  revision: number;
  clauseKey: string | null;
}

interface Recorded {
  directiveId: string;
  versionId: string;
  /** In the order in which they were given. */
  requirements: RecordedRequirement[];
}

interface Head {
  kind: DirectiveKind;
  title: string;
  issuerName: string;
  ownerBodyId: string;
  documentNumber: string | null;
  issuedOn: string;
  horizon?: string;
  audience: Audience;
}

interface Line {
  content: RequirementContent;
  start: number;
  end: number;
  clause: { key: string; parentKey: string | null; level: number; number: string; title: string } | null;
}

/** A leader's 批示 as he typed it (spine.md 3.8). */
export interface Instruction {
  text: string;
  /** First words of the text where absent. */
  title?: string;
  issuerName: string;
  ownerBodyId: string;
  writtenOn: string;
  /** Who acts, by when, how it would be proved; `action` is the text itself. */
  content: Omit<RequirementContent, 'action'>;
}

/**
 * Records an instruction as a confirmed document with one confirmed requirement. With lead and due named it can be dispatched
 * at once; without, it waits for the clerk like any confirmed requirement that has no task.
 */
export async function recordInstruction(context: ActContext, instruction: Instruction): Promise<Recorded> {
  const { text, content, issuerName, ownerBodyId, writtenOn } = instruction;
  const title = instruction.title ?? (text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text);
  const leads = content.owners.filter((owner) => owner.role === 'lead');
  const audience = {
    text: leads.map((owner) => owner.text).join('、'),
    organisationIds: leads.flatMap((owner) => owner.organisationIds),
  };
  const head: Head = {
    kind: 'instruction',
    title,
    issuerName,
    ownerBodyId,
    documentNumber: null,
    issuedOn: writtenOn,
    audience,
  };
  return recordConfirmed(context, head, text, [
    { content: { ...content, action: text.slice(0, 1000) }, start: 0, end: text.length, clause: null },
  ]);
}

/** One row of a 任务分解表: its cells as printed and what it asks. */
export interface TaskTableRow {
  number: string;
  /** 重点任务, under which rows are grouped; filled down by the caller where cells were merged. */
  group: string;
  cells: readonly string[];
  content: RequirementContent;
}

export interface TaskTable {
  title: string;
  issuerName: string;
  ownerBodyId: string;
  issuedOn: string;
  horizon?: string;
  audience: Audience;
  columns: readonly string[];
  rows: readonly TaskTableRow[];
  /** The file it was read from, which must have its row in `files`. */
  fileSha256?: string;
}

/** Records an imported 任务分解表: each row is a clause and a confirmed requirement (spine.md 3.7). */
export async function recordTaskTable(context: ActContext, table: TaskTable): Promise<Recorded> {
  const header = table.columns.join('\t');
  let text = header;
  const lines = table.rows.map((row, index): Line => {
    const start = text.length + 1;
    text += `\n${row.cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')}`;
    const clause = { key: String(index + 1), parentKey: null, level: 1, number: row.number, title: row.group };
    return { content: row.content, start, end: text.length, clause };
  });
  const { columns: _columns, rows: _rows, fileSha256, ...head } = table;
  return recordConfirmed(
    context,
    { kind: 'taskTable', documentNumber: null, ...head },
    text,
    lines,
    fileSha256 ?? null,
  );
}

/** A document that comes in with its requirements already decided: version 1 is confirmed by the act that records it. */
async function recordConfirmed(
  context: ActContext,
  head: Head,
  text: string,
  lines: readonly Line[],
  fileHash: string | null = null,
): Promise<Recorded> {
  const account = accountOf(context);
  for (const line of lines) await checkContent(context, line.content);
  const directiveId = context.actionId;
  const versionId = context.newId();
  await context.db
    .insertInto('directives')
    .values({
      ...{
        id: directiveId,
        kind: head.kind,
        title: head.title,
        issuer_name: head.issuerName,
        owner_body_id: head.ownerBodyId,
      },
      ...{ document_number: head.documentNumber, issued_on: head.issuedOn, audience: JSON.stringify(head.audience) },
      ...{
        horizon: head.horizon ?? `${head.issuedOn.slice(0, 4)}-12-31`,
        recorded_at: context.now,
        recorded_by: account,
      },
    })
    .execute();
  const reading = { leftOut: [], problems: [], references: [], reasons: {}, notes: [] };
  await insertVersion(context, { id: versionId, directiveId, number: 1, text, format: head.kind, fileHash }, reading);
  await insertRows(
    context,
    'clauses',
    lines.flatMap(({ clause, start, end }, position) => {
      if (!clause) return [];
      const { key, parentKey, level, number, title } = clause;
      return [
        {
          ...{ id: context.newId(), version_id: versionId, key, parent_key: parentKey, position, level, number, title },
          ...{ kind: 'tableRow', start_at: start, end_at: end, scope_end: end },
        },
      ];
    }),
  );
  const requirements = lines.map((line, position) => ({
    ...{
      id: context.newId(),
      directive_id: directiveId,
      version_id: versionId,
      clause_key: line.clause?.key ?? null,
      position,
    },
    ...{ start_at: line.start, end_at: line.end, proposal: null, content: line.content, confidence: null },
    ...{ decision: 'accepted', last_seq: 1, recorded_at: context.now },
  }));
  await insertRows(context, 'requirements', requirements);
  await insertRows(
    context,
    'requirement_acts',
    requirements.map((requirement) => ({
      ...{ id: context.newId(), requirement_id: requirement.id, seq: 1, kind: 'add', account_id: account },
      ...{
        occurred_on: context.today,
        recorded_at: context.now,
        payload: { content: requirement.content, together: context.actionId },
      },
    })),
  );
  await freeze(context, versionId, await requirementRows(context.db, directiveId));
  await context.db
    .updateTable('directive_versions')
    .set({ confirmed_at: context.now, confirmed_by: account, confirming_act_id: context.actionId })
    .where('id', '=', versionId)
    .execute();
  return {
    directiveId,
    versionId,
    requirements: requirements.map(({ id, clause_key }) => ({ requirementId: id, revision: 1, clauseKey: clause_key })),
  };
}
