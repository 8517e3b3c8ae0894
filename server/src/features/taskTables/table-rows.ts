import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { personNames } from '../people/index.ts';
import { readableTasks, stateWord, type TaskState } from '../tasks/index.ts';
import type { ColumnId } from './columns.ts';

/** A task as a row of the table, with what a comparison needs of it. */
export interface TableRow {
  taskId: string;
  version: number;
  state: TaskState;
  action: string;
  leadName: string;
  leadBodyId: string;
  cells: Record<ColumnId, string>;
  lastReport: LastReport | null;
}

/**
 * The tasks of a document as rows of a 任务分解表, in the order of the document, all that the viewer may take along and no cap.
 * @param bodyId only those led within this body
 */
export async function tableRows(context: ReadContext, directiveId: string, bodyId?: string): Promise<TableRow[]> {
  const { tenantId } = context;
  let query = (await readableTasks(context, 'task.export'))
    .innerJoin('requirements as q', 'q.id', 't.requirement_id')
    .leftJoin('clauses as c', (join) =>
      join.onRef('c.version_id', '=', 'q.version_id').onRef('c.key', '=', 'q.clause_key'),
    )
    .select(['t.lead_body_id', 't.leader_person_id', 't.remark', 'c.title as group_title', 'q.content'])
    .select(
      sql<LastReport | null>`(
        select jsonb_build_object('text', a.payload ->> 'text', 'on', a.occurred_on, 'onBehalf', a.on_behalf_source is not null)
        from task_acts a
        where a.tenant_id = ${tenantId} and a.task_id = t.id and a.kind in ('progress', 'submit')
        order by a.seq desc limit 1)`.as('last_report'),
    )
    .where('t.directive_id', '=', directiveId);
  if (bodyId !== undefined) query = query.where('t.lead_body_id', '=', bodyId);
  const rows = await query.orderBy('q.position').orderBy('t.period').orderBy('lead_name').orderBy('t.id').execute();
  const leaders = await personNames(context, [...new Set(rows.flatMap((row) => row.leader_person_id ?? []))]);
  return rows.map((row, index): TableRow => {
    const state = row.state as TaskState;
    return {
      taskId: row.id,
      version: row.version,
      state,
      action: row.action,
      leadName: row.lead_name ?? '',
      leadBodyId: row.lead_body_id,
      cells: {
        number: String(index + 1),
        keyTask: row.group_title ?? '',
        measure: row.action,
        leader: row.leader_person_id ? (leaders.get(row.leader_person_id) ?? '') : '',
        lead: row.lead_name ?? '',
        support: row.supporters.join('、'),
        person: row.accountable_name ?? '',
        due: dueWords(
          row.due_on,
          row.original_due_on,
          (row.content as { deadline: { text: string } | null }).deadline?.text ?? '',
        ),
        progress: progressWords(row.last_report),
        completion: completionWords(state, row.finished_on),
        remark: row.remark,
        taskId: row.id,
      },
      lastReport: row.last_report,
    };
  });
}

interface LastReport {
  text: string | null;
  on: string;
  onBehalf: boolean;
}

/** `2026-06-30` → `2026年6月30日`. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The day in force, the first one beside it after an extension; the document's words where there is no day. */
function dueWords(dueOn: string | null, original: string | null, written: string): string {
  if (dueOn === null) return written;
  return original === null || original === dueOn ? dayWords(dueOn) : `${dayWords(dueOn)}（原定${dayWords(original)}）`;
}

/** The last report with its day, marked where it was entered on behalf (代录). */
function progressWords(report: LastReport | null): string {
  if (!report) return '';
  const mark = `（${dayWords(report.on)}${report.onBehalf ? '，代录' : ''}）`;
  return `${report.text ?? ''}${mark}`;
}

/** The state in the words of the office, with the day the work was finished. */
function completionWords(state: TaskState, finishedOn: string | null): string {
  const word = stateWord[state].zh;
  return finishedOn === null ? word : `${word}（${dayWords(finishedOn)}提交）`;
}
