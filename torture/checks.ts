import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import type pg from 'pg';
import { foldActs, spansOf } from '../server/src/features/tasks/fold.ts';
import { type StoredAct, summaryColumns } from '../server/src/features/tasks/store.ts';
import type { FileStore } from '../server/src/platform/files/store.ts';
import type { Deed } from './journal.ts';

/** What is examined after a restart: as the owner, whom no policy binds. */
export interface Site {
  owner: pg.Client;
  files: FileStore;
  tenantId: string;
}

/** Rows that a deed must have left behind; `$2` is its action id. A request that is no act of its own has none. */
const trace: Readonly<Record<Deed['kind'], string | null>> = {
  import: 'SELECT count(*)::int AS found FROM directives WHERE tenant_id = $1 AND id = $2',
  upload: null,
  dispatch: 'SELECT count(*)::int AS found FROM tasks WHERE tenant_id = $1 AND dispatch_id = $2',
  instruction: 'SELECT count(*)::int AS found FROM tasks WHERE tenant_id = $1 AND dispatch_id = $2',
  decide: `SELECT count(*)::int AS found FROM requirement_acts WHERE tenant_id = $1
           AND (id = $2 OR payload->>'together' = $2::text)`,
  confirm: 'SELECT count(*)::int AS found FROM directive_versions WHERE tenant_id = $1 AND confirming_act_id = $2',
  acknowledge: 'SELECT count(*)::int AS found FROM task_acts WHERE tenant_id = $1 AND id = $2',
  // The answer names it; that it is there follows from its being remembered in the same transaction.
  paper: null,
  progress: 'SELECT count(*)::int AS found FROM task_acts WHERE tenant_id = $1 AND id = $2',
  evidence: `SELECT count(*)::int AS found FROM task_evidence l JOIN evidence_revisions r
             ON r.tenant_id = l.tenant_id AND r.evidence_id = l.evidence_id JOIN files f
             ON f.tenant_id = r.tenant_id AND f.sha256 = r.file_sha256
             WHERE l.tenant_id = $1 AND l.linking_act_id = $2`,
};

/** How many rows of its kind a deed was told it made. */
function expectedOf(deed: Deed): number {
  const { taskIds } = (deed.answer ?? {}) as { taskIds?: string[] };
  if (taskIds) return taskIds.length;
  if (deed.kind === 'decide') return (deed.body as { items: unknown[] }).items.length;
  return 1;
}

/** The acknowledged deeds that are not there, or not all of it: remembered answer, audit entry, rows, bytes. */
export async function lostOf(site: Site, deeds: readonly Deed[]): Promise<string[]> {
  const lost: string[] = [];
  for (const deed of deeds) {
    const why = deed.upload ? await missingFile(site, deed.upload) : await missingAct(site, deed);
    if (why) lost.push(`${deed.kind} ${deed.actionId}: ${why}`);
  }
  return lost;
}

async function missingAct({ owner, tenantId }: Site, deed: Deed): Promise<string | null> {
  const values = [tenantId, deed.actionId];
  const { rows: kept } = await owner.query(
    `SELECT FROM action_results r JOIN audit_entries e ON e.tenant_id = r.tenant_id AND e.id = r.id AND e.outcome = 'done'
     WHERE r.tenant_id = $1 AND r.id = $2`,
    values,
  );
  if (kept.length === 0) return 'neither remembered nor in the audit';
  const sql = trace[deed.kind];
  if (sql === null) return null;
  const { rows } = await owner.query<{ found: number }>(sql, values);
  const found = rows[0]?.found ?? 0;
  const expected = expectedOf(deed);
  return found === expected ? null : `${found} rows of ${expected}`;
}

async function missingFile({ files, tenantId, owner }: Site, upload: { bytes: Buffer; sha256: string }) {
  const path = files.path(tenantId, upload.sha256);
  if (!existsSync(path)) return 'no file';
  if ((await hashOf(path)) !== upload.sha256) return 'other bytes';
  const { rows } = await owner.query('SELECT FROM files WHERE tenant_id = $1 AND sha256 = $2', [
    tenantId,
    upload.sha256,
  ]);
  return rows.length === 1 ? null : 'a file without its row';
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Each answers the ids of records of which only a part is there. */
const halves: Readonly<Record<string, string>> = {
  'task without acts': `SELECT id FROM tasks t WHERE tenant_id = $1 AND NOT EXISTS
    (SELECT FROM task_acts a WHERE a.tenant_id = t.tenant_id AND a.task_id = t.id)`,
  'dispatch without its tasks': `SELECT id FROM dispatches d WHERE tenant_id = $1 AND jsonb_array_length(preview->'tasks') <>
    (SELECT count(*) FROM tasks t WHERE t.tenant_id = d.tenant_id AND t.dispatch_id = d.id)`,
  'document without version': `SELECT id FROM directives d WHERE tenant_id = $1 AND NOT EXISTS
    (SELECT FROM directive_versions v WHERE v.tenant_id = d.tenant_id AND v.directive_id = d.id)`,
  'confirmed version without revisions': `SELECT v.id FROM directive_versions v JOIN requirements q
    ON q.tenant_id = v.tenant_id AND q.version_id = v.id AND q.decision = 'accepted'
    WHERE v.tenant_id = $1 AND v.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT FROM requirement_revisions r
      WHERE r.tenant_id = q.tenant_id AND r.requirement_id = q.id)`,
  'decision without its act': `SELECT id FROM requirements q WHERE tenant_id = $1 AND last_seq <>
    (SELECT count(*) FROM requirement_acts a WHERE a.tenant_id = q.tenant_id AND a.requirement_id = q.id)`,
  'evidence without revision or link': `SELECT id FROM evidence e WHERE tenant_id = $1 AND (NOT EXISTS
    (SELECT FROM evidence_revisions r WHERE r.tenant_id = e.tenant_id AND r.evidence_id = e.id)
    OR NOT EXISTS (SELECT FROM task_evidence l WHERE l.tenant_id = e.tenant_id AND l.evidence_id = e.id))`,
  'act without audit entry': `SELECT id FROM action_results r WHERE tenant_id = $1 AND NOT EXISTS
    (SELECT FROM audit_entries e WHERE e.tenant_id = r.tenant_id AND e.id = r.id)`,
  'audit entry without act': `SELECT id FROM audit_entries e WHERE tenant_id = $1 AND outcome = 'done' AND NOT EXISTS
    (SELECT FROM action_results r WHERE r.tenant_id = e.tenant_id AND r.id = e.id)`,
};

/** Everything of which only a half was written. */
export async function halfWritten(site: Site): Promise<string[]> {
  const found: string[] = [];
  for (const [what, sql] of Object.entries(halves)) {
    const { rows } = await site.owner.query<{ id: string }>(sql, [site.tenantId]);
    found.push(...rows.map(({ id }) => `${what}: ${id}`));
  }
  return [...found, ...(await rowsWithoutFiles(site)), ...(await wrongSummaries(site))];
}

async function rowsWithoutFiles({ owner, files, tenantId }: Site): Promise<string[]> {
  const { rows } = await owner.query<{ sha256: string; size: string }>(
    'SELECT sha256, size FROM files WHERE tenant_id = $1',
    [tenantId],
  );
  const whole = ({ sha256, size }: { sha256: string; size: string }) => {
    const stored = statSync(files.path(tenantId, sha256), { throwIfNoEntry: false });
    return stored?.size === Number(size);
  };
  return rows.filter((row) => !whole(row)).map(({ sha256 }) => `row without its file: ${sha256}`);
}

/** Tasks whose stored summary or spans are not what their acts add up to. */
async function wrongSummaries({ owner, tenantId }: Site): Promise<string[]> {
  const tasks = await owner.query<Record<string, unknown> & { id: string }>(
    'SELECT * FROM tasks WHERE tenant_id = $1',
    [tenantId],
  );
  const acts = await owner.query<StoredAct & { taskId: string }>(
    `SELECT task_id AS "taskId", id, seq, kind, account_id AS "accountId", on_behalf_source AS "onBehalfSource",
       occurred_on AS "occurredOn", recorded_at AS "recordedAt", payload
     FROM task_acts WHERE tenant_id = $1 ORDER BY task_id, seq`,
    [tenantId],
  );
  const spans = await owner.query<{ task_id: string; from_seq: number; state: string; to_on: string | null }>(
    'SELECT task_id, from_seq, state, to_on FROM task_spans WHERE tenant_id = $1 ORDER BY task_id, from_seq',
    [tenantId],
  );
  const actsOf = Map.groupBy(acts.rows, (act) => act.taskId);
  const spansOfTask = Map.groupBy(spans.rows, (span) => span.task_id);
  return tasks.rows.flatMap((task) => {
    const own = actsOf.get(task.id) ?? [];
    // Named by its own check.
    if (own.length === 0) return [];
    const differing = Object.entries(summaryColumns(foldActs(own))).filter(([column, value]) => task[column] !== value);
    const stored = (spansOfTask.get(task.id) ?? []).map((span) => `${span.from_seq} ${span.state} ${span.to_on}`);
    const folded = spansOf(own).map((span) => `${span.fromSeq} ${span.state} ${span.toOn}`);
    return [
      ...differing.map(([column]) => `${column} is not what the acts add up to: ${task.id}`),
      ...(stored.join() === folded.join() ? [] : [`spans are not what the acts add up to: ${task.id}`]),
    ];
  });
}
