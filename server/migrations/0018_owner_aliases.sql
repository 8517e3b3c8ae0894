-- What a clerk has explained of the words of a document for whoever has to act, and confirmed to be kept: in documents of this
-- body these words mean these organisations. `words` is the form in which they are compared. One that ended is kept, because
-- proposals were made by it.
CREATE TABLE owner_aliases (
  tenant_id uuid NOT NULL CONSTRAINT owner_aliases_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  words text NOT NULL,
  text text NOT NULL,
  organisation_ids uuid[] NOT NULL,
  directive_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  ended_at timestamptz,
  ended_by uuid,
  CONSTRAINT owner_aliases_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT owner_aliases_body_fk FOREIGN KEY (tenant_id, body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT owner_aliases_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT owner_aliases_meaning CHECK (cardinality(organisation_ids) > 0),
  CONSTRAINT owner_aliases_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE owner_aliases IS 'xieli:tenant';
ALTER TABLE owner_aliases ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON owner_aliases USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE UNIQUE INDEX owner_aliases_words_idx ON owner_aliases (tenant_id, body_id, words) WHERE ended_at IS NULL;
