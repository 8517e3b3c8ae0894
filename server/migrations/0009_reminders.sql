-- What the program reminded of by itself. One row for each rung that a task reached, and never a second: a rung is counted
-- from the due day in force (so that a granted extension begins the ladder anew) or, while nobody acknowledged, from the day
-- the organisation was given the task. So a clock that jumps, or a job that runs twice, neither loses nor doubles.
CREATE TABLE reminders (
  tenant_id uuid NOT NULL CONSTRAINT reminders_tenant_fk REFERENCES tenants (tenant_id),
  task_id uuid NOT NULL,
  rung text NOT NULL,
  counts_from date NOT NULL,
  reminded_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT reminders_pk PRIMARY KEY (tenant_id, task_id, rung, counts_from),
  CONSTRAINT reminders_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id)
);
COMMENT ON TABLE reminders IS 'xieli:tenant append-only';
ALTER TABLE reminders ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON reminders USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- Whom a reminder was brought to. `because` says in what capacity: whose task it is, or to whom it was escalated.
CREATE TABLE notices (
  tenant_id uuid NOT NULL CONSTRAINT notices_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  task_id uuid NOT NULL,
  rung text NOT NULL,
  counts_from date NOT NULL,
  because text NOT NULL,
  recorded_at timestamptz NOT NULL,
  read_at timestamptz,
  CONSTRAINT notices_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT notices_key UNIQUE (tenant_id, account_id, task_id, rung, counts_from),
  CONSTRAINT notices_because CHECK (because IN ('own', 'escalated')),
  CONSTRAINT notices_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  CONSTRAINT notices_reminder_fk FOREIGN KEY (tenant_id, task_id, rung, counts_from)
    REFERENCES reminders (tenant_id, task_id, rung, counts_from)
);
COMMENT ON TABLE notices IS 'xieli:tenant';
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON notices USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX notices_account_idx ON notices (tenant_id, account_id, recorded_at DESC, id DESC);
CREATE INDEX notices_unread_idx ON notices (tenant_id, account_id) WHERE read_at IS NULL;
CREATE INDEX notices_reminder_idx ON notices (tenant_id, task_id, rung, counts_from);

-- From which day a due day is in force, and since when an organisation has the task: asked of every task whose day is near.
CREATE INDEX task_acts_terms_idx ON task_acts (tenant_id, task_id, occurred_on DESC)
  WHERE kind IN ('dispatch', 'reassign', 'grantExtension', 'amend');
