-- Tasks and their timeline. `state`, `last_seq` and the dates of a task are the stored summary of its acts; task_spans is the
-- same summary over time. Both are recounted by a job and a difference is an error (spine.md 4.3).

CREATE TABLE dispatches (
  tenant_id uuid NOT NULL CONSTRAINT dispatches_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  directive_id uuid NOT NULL,
  version_id uuid,
  digest text NOT NULL,
  preview jsonb NOT NULL,
  account_id uuid NOT NULL,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT dispatches_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT dispatches_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT dispatches_version_fk FOREIGN KEY (tenant_id, version_id) REFERENCES directive_versions (tenant_id, id)
);
COMMENT ON TABLE dispatches IS 'xieli:tenant append-only';
ALTER TABLE dispatches ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dispatches USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX dispatches_directive_idx ON dispatches (tenant_id, directive_id);

-- What an owner query answered on the day of dispatch; the difference is today's answer against this one (spine.md 4.4).
CREATE TABLE dispatch_answers (
  tenant_id uuid NOT NULL CONSTRAINT dispatch_answers_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  dispatch_id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  query jsonb NOT NULL,
  organisation_ids uuid[] NOT NULL,
  resolved_on date NOT NULL,
  CONSTRAINT dispatch_answers_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT dispatch_answers_dispatch_fk FOREIGN KEY (tenant_id, dispatch_id) REFERENCES dispatches (tenant_id, id),
  CONSTRAINT dispatch_answers_requirement_fk FOREIGN KEY (tenant_id, requirement_id)
    REFERENCES requirements (tenant_id, id)
);
COMMENT ON TABLE dispatch_answers IS 'xieli:tenant append-only';
ALTER TABLE dispatch_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dispatch_answers USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX dispatch_answers_requirement_idx ON dispatch_answers (tenant_id, requirement_id);

CREATE TABLE tasks (
  tenant_id uuid NOT NULL CONSTRAINT tasks_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  directive_id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  requirement_revision integer NOT NULL,
  clause_key text,
  dispatch_id uuid,
  series_id uuid,
  period daterange,
  action text NOT NULL,
  standard text NOT NULL,
  hardness text NOT NULL,
  supervision_mode text,
  supervision_object text,
  quantity jsonb,
  evidence_expected text NOT NULL,
  evidence_demand jsonb,
  lead_organisation_id uuid NOT NULL,
  lead_body_id uuid NOT NULL,
  accountable_person_id uuid,
  accountable_basis text,
  leader_person_id uuid,
  due_on date,
  original_due_on date,
  remark text NOT NULL DEFAULT '',
  state text NOT NULL,
  escalated boolean NOT NULL DEFAULT false,
  extension_asked boolean NOT NULL DEFAULT false,
  finished_on date,
  last_seq integer NOT NULL DEFAULT 0,
  revision integer NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  words tsvector,
  CONSTRAINT tasks_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT tasks_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT tasks_requirement_fk FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  CONSTRAINT tasks_dispatch_fk FOREIGN KEY (tenant_id, dispatch_id) REFERENCES dispatches (tenant_id, id),
  CONSTRAINT tasks_lead_fk FOREIGN KEY (tenant_id, lead_organisation_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT tasks_lead_body_fk FOREIGN KEY (tenant_id, lead_body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT tasks_accountable_fk FOREIGN KEY (tenant_id, accountable_person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT tasks_leader_fk FOREIGN KEY (tenant_id, leader_person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT tasks_state CHECK (state IN
    ('draft', 'dispatched', 'acknowledged', 'inProgress', 'submitted', 'returned', 'closed', 'withdrawn')),
  CONSTRAINT tasks_hardness CHECK (hardness IN ('hard', 'semi', 'soft')),
  CONSTRAINT tasks_accountable CHECK (state = 'draft' OR accountable_person_id IS NOT NULL)
);
COMMENT ON TABLE tasks IS 'xieli:tenant';
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tasks USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX tasks_directive_idx ON tasks (tenant_id, directive_id, clause_key);
CREATE INDEX tasks_lead_idx ON tasks (tenant_id, lead_organisation_id, state, due_on);
CREATE INDEX tasks_due_idx ON tasks (tenant_id, due_on, id);
CREATE INDEX tasks_requirement_idx ON tasks (tenant_id, requirement_id);
CREATE INDEX tasks_words_idx ON tasks USING gin (words);

CREATE TABLE task_parties (
  tenant_id uuid NOT NULL CONSTRAINT task_parties_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  CONSTRAINT task_parties_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT task_parties_key UNIQUE (tenant_id, task_id, organisation_id),
  CONSTRAINT task_parties_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id),
  CONSTRAINT task_parties_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisations (tenant_id, id)
);
COMMENT ON TABLE task_parties IS 'xieli:tenant';
ALTER TABLE task_parties ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_parties USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX task_parties_organisation_idx ON task_parties (tenant_id, organisation_id);

-- `on_behalf_source` is filled when another entered it for the organisation (代录); `implied_by` names the act that brought
-- this one along (progress implies acknowledgement).
CREATE TABLE task_acts (
  tenant_id uuid NOT NULL CONSTRAINT task_acts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  account_id uuid,
  account_name text NOT NULL,
  organisation_id uuid,
  on_behalf_source text,
  implied_by uuid,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  CONSTRAINT task_acts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT task_acts_seq_key UNIQUE (tenant_id, task_id, seq),
  CONSTRAINT task_acts_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id)
);
COMMENT ON TABLE task_acts IS 'xieli:tenant append-only';
ALTER TABLE task_acts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_acts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX task_acts_recorded_idx ON task_acts (tenant_id, recorded_at DESC, id DESC);

CREATE TABLE task_spans (
  tenant_id uuid NOT NULL CONSTRAINT task_spans_tenant_fk REFERENCES tenants (tenant_id),
  task_id uuid NOT NULL,
  from_seq integer NOT NULL,
  state text NOT NULL,
  from_on date NOT NULL,
  to_on date,
  from_at timestamptz NOT NULL,
  to_at timestamptz,
  CONSTRAINT task_spans_pk PRIMARY KEY (tenant_id, task_id, from_seq),
  CONSTRAINT task_spans_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id)
);
COMMENT ON TABLE task_spans IS 'xieli:tenant';
ALTER TABLE task_spans ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_spans USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX task_spans_state_idx ON task_spans (tenant_id, state, from_at);
