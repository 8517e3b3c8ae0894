-- What a clerk did to a version in one go, in the order of the version: undo takes a step back as one, and an open page asks
-- for the steps it has not seen. `of_step` is the step that an undo or a redo is about. The acts of a step are those whose id,
-- or `together`, is the step's id.

CREATE TABLE review_steps (
  tenant_id uuid NOT NULL CONSTRAINT review_steps_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  seq integer NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  of_step uuid,
  requirement_ids uuid[] NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT review_steps_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT review_steps_seq_key UNIQUE (tenant_id, version_id, seq),
  CONSTRAINT review_steps_version_fk FOREIGN KEY (tenant_id, version_id) REFERENCES directive_versions (tenant_id, id),
  CONSTRAINT review_steps_kind CHECK (kind IN
    ('accept', 'edit', 'reject', 'defer', 'nothingToDo', 'madeKnown', 'reopen', 'takeBack', 'add', 'split', 'merge', 'undo', 'redo')),
  CONSTRAINT review_steps_of CHECK ((kind IN ('undo', 'redo')) = (of_step IS NOT NULL))
);
COMMENT ON TABLE review_steps IS 'xieli:tenant append-only';
ALTER TABLE review_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON review_steps USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- `gone`: merged into another one, or what brought it about was undone. The row stays, because acts name it.
ALTER TABLE requirements DROP CONSTRAINT requirements_decision;
ALTER TABLE requirements ADD CONSTRAINT requirements_decision CHECK (decision IN
  ('undecided', 'accepted', 'edited', 'rejected', 'deferred', 'nothingToDo', 'madeKnown', 'gone'));

-- Who has a document open for review, by the machine's clock; only the last minute is looked at. Not audited: it says nothing
-- of the field.
CREATE TABLE review_presences (
  tenant_id uuid NOT NULL CONSTRAINT review_presences_tenant_fk REFERENCES tenants (tenant_id),
  directive_id uuid NOT NULL,
  account_id uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT review_presences_pk PRIMARY KEY (tenant_id, directive_id, account_id),
  CONSTRAINT review_presences_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id)
);
COMMENT ON TABLE review_presences IS 'xieli:tenant';
ALTER TABLE review_presences ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON review_presences USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
