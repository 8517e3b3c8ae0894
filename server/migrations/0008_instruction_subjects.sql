-- What a leader's 批示 is about, where it was written on the page of a document or at a task of it: the page of one document
-- shows these and no others. One about nothing in particular has no row here. `id` is the instruction's own directive.
CREATE TABLE instruction_subjects (
  tenant_id uuid NOT NULL CONSTRAINT instruction_subjects_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  directive_id uuid NOT NULL,
  task_id uuid,
  CONSTRAINT instruction_subjects_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT instruction_subjects_instruction_fk FOREIGN KEY (tenant_id, id) REFERENCES directives (tenant_id, id),
  CONSTRAINT instruction_subjects_directive_fk FOREIGN KEY (tenant_id, directive_id)
    REFERENCES directives (tenant_id, id),
  CONSTRAINT instruction_subjects_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id)
);
COMMENT ON TABLE instruction_subjects IS 'xieli:tenant append-only';
ALTER TABLE instruction_subjects ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON instruction_subjects USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX instruction_subjects_directive_idx ON instruction_subjects (tenant_id, directive_id);
CREATE INDEX instruction_subjects_task_idx ON instruction_subjects (tenant_id, task_id);
