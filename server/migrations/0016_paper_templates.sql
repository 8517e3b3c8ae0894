-- An office's own Word templates of its papers. The bytes of each version lie on the shelf of files; `fields` are the names it
-- holds. A template that ended can be brought back; no version is ever changed or lost, because issued papers name theirs.
CREATE TABLE paper_templates (
  tenant_id uuid NOT NULL CONSTRAINT paper_templates_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  kinds text[] NOT NULL,
  number integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  ended_at timestamptz,
  ended_by uuid,
  CONSTRAINT paper_templates_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_templates_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT paper_templates_kinds CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['progressCircular', 'dispatchNotice', 'urgingLetter']),
  CONSTRAINT paper_templates_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE paper_templates IS 'xieli:tenant';
ALTER TABLE paper_templates ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON paper_templates USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE UNIQUE INDEX paper_templates_name_idx ON paper_templates (tenant_id, organisation_id, name) WHERE ended_at IS NULL;

CREATE TABLE paper_template_versions (
  tenant_id uuid NOT NULL CONSTRAINT paper_template_versions_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  template_id uuid NOT NULL,
  number integer NOT NULL,
  file_sha256 text NOT NULL,
  file_name text NOT NULL,
  fields text[] NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  CONSTRAINT paper_template_versions_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_template_versions_number_key UNIQUE (tenant_id, template_id, number),
  CONSTRAINT paper_template_versions_template_fk FOREIGN KEY (tenant_id, template_id)
    REFERENCES paper_templates (tenant_id, id),
  CONSTRAINT paper_template_versions_file_fk FOREIGN KEY (tenant_id, file_sha256) REFERENCES files (tenant_id, sha256)
);
COMMENT ON TABLE paper_template_versions IS 'xieli:tenant append-only';
ALTER TABLE paper_template_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON paper_template_versions USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- A draft names the template it is to be set in, an issued paper the very version it was issued with. Neither is the standard
-- format.
ALTER TABLE papers ADD COLUMN template_id uuid;
ALTER TABLE papers ADD COLUMN template_version_id uuid;
ALTER TABLE papers ADD CONSTRAINT papers_template_fk FOREIGN KEY (tenant_id, template_id)
  REFERENCES paper_templates (tenant_id, id);
ALTER TABLE papers ADD CONSTRAINT papers_template_version_fk FOREIGN KEY (tenant_id, template_version_id)
  REFERENCES paper_template_versions (tenant_id, id);
ALTER TABLE papers ADD CONSTRAINT papers_template_frozen CHECK (
  (state = 'issued' AND (template_id IS NULL) = (template_version_id IS NULL))
  OR (state <> 'issued' AND template_version_id IS NULL)
);
