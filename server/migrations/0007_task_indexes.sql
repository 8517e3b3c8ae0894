-- Indexes that the lists of 20,000 tasks were seen to miss. Whether anything of a task was entered on behalf, and whether
-- its extension was decided, is asked for every line of a list: few acts answer, so the index holds those alone.
CREATE INDEX task_acts_on_behalf_idx ON task_acts (tenant_id, task_id) WHERE on_behalf_source IS NOT NULL;
CREATE INDEX task_acts_decision_idx ON task_acts (tenant_id, task_id) WHERE kind IN ('grantExtension', 'refuseExtension');
CREATE INDEX tasks_body_idx ON tasks (tenant_id, lead_body_id, state, due_on);
CREATE INDEX tasks_latest_due_idx ON tasks (tenant_id, due_on DESC NULLS LAST, id DESC);
CREATE INDEX tasks_accountable_idx ON tasks (tenant_id, accountable_person_id);
CREATE INDEX tasks_dispatch_idx ON tasks (tenant_id, dispatch_id);
