import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { demoDay } from './demo-config.ts';
import type { Stage } from './stage.ts';

/** A task as a journey finds it in the database. */
export interface FoundTask {
  id: string;
  action: string;
  state: string;
  hardness: string;
  directiveId: string;
  /** User name of the clerk of the lead's body, where the demo gives one an account. */
  clerk: string;
}

/** Tasks of the counties, each with the clerk who answers for it; `where` is a condition on `t`. */
export async function countyTasks(stage: Stage, where: string): Promise<FoundTask[]> {
  return stage.sql<FoundTask>(
    `select t.id, t.action, t.state, t.hardness, t.directive_id as "directiveId", a.username as clerk
     from tasks t
     join grants g on g.tenant_id = t.tenant_id and g.organisation_id = t.lead_body_id and g.role = 'unitClerk'
     join accounts a on a.tenant_id = g.tenant_id and a.id = g.account_id
     where ${where} order by t.id`,
  );
}

/** The first of them. @throws where the demo city has none */
export async function countyTask(stage: Stage, where: string): Promise<FoundTask> {
  const [task] = await countyTasks(stage, where);
  if (task === undefined) throw new Error(`No task of a county where ${where}`);
  return task;
}

/**
 * Does an act through the product's address, as the page of this person would.
 * @returns status and answer
 */
export async function act(page: Page, address: string, data: unknown, actionId: string = randomUUID()) {
  const answer = await page.request.post(address, { data, headers: { 'Action-Id': actionId } });
  return { status: answer.status(), body: await answer.json() };
}

/** Hands a task of another county on to the body of this clerk, so that it waits there to be acknowledged (待签收). */
export async function handOnTo(stage: Stage, clerk: string, where = 'true'): Promise<FoundTask> {
  const task = await countyTask(
    stage,
    `t.state in ('acknowledged', 'inProgress') and not t.extension_asked and t.due_on > '2026-06-17'
     and a.username <> '${clerk}' and ${where}`,
  );
  const [body] = await stage.sql<{ id: string }>(
    `select g.organisation_id as id from grants g join accounts a on a.tenant_id = g.tenant_id and a.id = g.account_id
     where a.username = $1`,
    [clerk],
  );
  const office = await stage.person('clerk');
  const answer = await office.request.get(`/api/tasks/${task.id}`);
  const { version } = await answer.json();
  const done = await act(office, `/api/tasks/${task.id}/reassign`, {
    seenVersion: version,
    organisationId: body?.id,
    reason: '区划调整，这一项由贵县承接',
  });
  if (done.status !== 200) throw new Error(`Not handed on: ${done.status} ${JSON.stringify(done.body)}`);
  await office.context().close();
  return { ...task, clerk, state: 'dispatched' };
}

/** What stands in the database about a task: its acts in their order and its evidence. */
export async function actsOf(stage: Stage, taskId: string) {
  return stage.sql<{
    id: string;
    kind: string;
    implied: boolean;
    onBehalfSource: string | null;
    payload: { text?: string };
  }>(
    `select id, kind, implied_by is not null as implied, on_behalf_source as "onBehalfSource", payload
     from task_acts where task_id = $1 order by seq`,
    [taskId],
  );
}

export async function evidenceOf(stage: Stage, taskId: string) {
  return stage.sql<{ kind: string; fileName: string | null; mediaType: string | null; body: string }>(
    `select r.kind, r.file_name as "fileName", f.media_type as "mediaType", r.body
     from task_evidence l
     join evidence_revisions r on r.tenant_id = l.tenant_id and r.evidence_id = l.evidence_id
     left join files f on f.tenant_id = r.tenant_id and f.sha256 = r.file_sha256
     where l.task_id = $1 order by r.arrived_at, r.id`,
    [taskId],
  );
}

/** Gives an account a role the way the product does: the system administrator asks, the security administrator approves. */
export async function giveRole(stage: Stage, username: string, role: string, organisationId: string): Promise<void> {
  const [account] = await stage.sql<{ id: string }>('select id from accounts where username = $1', [username]);
  const asked = { role, organisationId, from: demoDay, until: null, reason: '承担此项工作' };
  const [system, security] = await Promise.all([stage.person('sysadmin'), stage.person('secadmin')]);
  const request = await act(system, `/api/accounts/${account?.id}/grant-requests`, asked);
  const approval = await act(security, `/api/grant-requests/${request.body.id}/approve`, {});
  if (approval.status !== 200) throw new Error(`${username} did not get the role: ${JSON.stringify(approval.body)}`);
  await Promise.all([system.context().close(), security.context().close()]);
}
