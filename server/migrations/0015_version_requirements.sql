-- What a version held of each requirement when the next one was begun: where it stood, what it said, how it was decided. A
-- version that has no successor is read from `requirements` itself.

CREATE TABLE version_requirements (
  tenant_id uuid NOT NULL CONSTRAINT version_requirements_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  position integer NOT NULL,
  clause_key text,
  start_at integer NOT NULL,
  end_at integer NOT NULL,
  content jsonb NOT NULL,
  decision text NOT NULL,
  reason text,
  CONSTRAINT version_requirements_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT version_requirements_key UNIQUE (tenant_id, version_id, requirement_id),
  CONSTRAINT version_requirements_version_fk FOREIGN KEY (tenant_id, version_id)
    REFERENCES directive_versions (tenant_id, id),
  CONSTRAINT version_requirements_requirement_fk FOREIGN KEY (tenant_id, requirement_id)
    REFERENCES requirements (tenant_id, id)
);
COMMENT ON TABLE version_requirements IS 'xieli:tenant append-only';
ALTER TABLE version_requirements ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON version_requirements USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
