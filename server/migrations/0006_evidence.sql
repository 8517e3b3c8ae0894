-- Evidence is a record of its own: what it is about and when it arrived are two fields (design.md 3). It reaches a
-- requirement only through a task (spine.md 4.8).

CREATE TABLE evidence (
  tenant_id uuid NOT NULL CONSTRAINT evidence_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  owner_organisation_id uuid NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  CONSTRAINT evidence_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_owner_fk FOREIGN KEY (tenant_id, owner_organisation_id) REFERENCES organisations (tenant_id, id)
);
COMMENT ON TABLE evidence IS 'xieli:tenant';
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON evidence USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE evidence_revisions (
  tenant_id uuid NOT NULL CONSTRAINT evidence_revisions_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  revision integer NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  file_sha256 text,
  file_name text,
  about daterange NOT NULL,
  arrived_at timestamptz NOT NULL,
  account_id uuid,
  on_behalf_source text,
  CONSTRAINT evidence_revisions_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_revisions_key UNIQUE (tenant_id, evidence_id, revision),
  CONSTRAINT evidence_revisions_evidence_fk FOREIGN KEY (tenant_id, evidence_id) REFERENCES evidence (tenant_id, id),
  CONSTRAINT evidence_revisions_file_fk FOREIGN KEY (tenant_id, file_sha256) REFERENCES files (tenant_id, sha256),
  CONSTRAINT evidence_revisions_kind CHECK (kind IN ('text', 'file', 'documentNumber', 'record'))
);
COMMENT ON TABLE evidence_revisions IS 'xieli:tenant append-only';
ALTER TABLE evidence_revisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON evidence_revisions USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE task_evidence (
  tenant_id uuid NOT NULL CONSTRAINT task_evidence_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  task_revision integer NOT NULL,
  evidence_revision integer NOT NULL,
  linking_act_id uuid NOT NULL,
  withdrawing_act_id uuid,
  CONSTRAINT task_evidence_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT task_evidence_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id),
  CONSTRAINT task_evidence_evidence_fk FOREIGN KEY (tenant_id, evidence_id) REFERENCES evidence (tenant_id, id),
  CONSTRAINT task_evidence_linking_fk FOREIGN KEY (tenant_id, linking_act_id) REFERENCES task_acts (tenant_id, id),
  CONSTRAINT task_evidence_withdrawing_fk FOREIGN KEY (tenant_id, withdrawing_act_id) REFERENCES task_acts (tenant_id, id)
);
COMMENT ON TABLE task_evidence IS 'xieli:tenant';
ALTER TABLE task_evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_evidence USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX task_evidence_task_idx ON task_evidence (tenant_id, task_id);
CREATE INDEX task_evidence_evidence_idx ON task_evidence (tenant_id, evidence_id);
