-- directive → directive_version → clause → requirement → requirement_revision (spine.md 3.1). Spans are UTF-16 offsets in
-- the version's text and are never cut by SQL (spine.md 3.3).

CREATE TABLE directives (
  tenant_id uuid NOT NULL CONSTRAINT directives_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  issuer_name text NOT NULL,
  issuer_id uuid,
  owner_body_id uuid NOT NULL,
  document_number text,
  issued_on date NOT NULL,
  horizon date NOT NULL,
  audience jsonb NOT NULL,
  sample boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  withdrawn_at timestamptz,
  CONSTRAINT directives_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT directives_issuer_fk FOREIGN KEY (tenant_id, issuer_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT directives_body_fk FOREIGN KEY (tenant_id, owner_body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT directives_kind CHECK (kind IN
    ('speech', 'opinion', 'notice', 'plan', 'keyPoints', 'minutes', 'letter', 'measures', 'taskTable', 'instruction', 'other'))
);
COMMENT ON TABLE directives IS 'xieli:tenant';
ALTER TABLE directives ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON directives USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX directives_issued_on_idx ON directives (tenant_id, issued_on DESC, id DESC);

CREATE TABLE directive_versions (
  tenant_id uuid NOT NULL CONSTRAINT directive_versions_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  directive_id uuid NOT NULL,
  number integer NOT NULL,
  text text NOT NULL,
  text_sha256 text NOT NULL,
  format text NOT NULL,
  file_sha256 text,
  reading jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirming_act_id uuid,
  CONSTRAINT directive_versions_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT directive_versions_number_key UNIQUE (tenant_id, directive_id, number),
  CONSTRAINT directive_versions_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT directive_versions_file_fk FOREIGN KEY (tenant_id, file_sha256) REFERENCES files (tenant_id, sha256)
);
COMMENT ON TABLE directive_versions IS 'xieli:tenant';
ALTER TABLE directive_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON directive_versions USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE clauses (
  tenant_id uuid NOT NULL CONSTRAINT clauses_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  key text NOT NULL,
  parent_key text,
  position integer NOT NULL,
  level integer NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  start_at integer NOT NULL,
  end_at integer NOT NULL,
  scope_end integer NOT NULL,
  CONSTRAINT clauses_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT clauses_key_key UNIQUE (tenant_id, version_id, key),
  CONSTRAINT clauses_version_fk FOREIGN KEY (tenant_id, version_id) REFERENCES directive_versions (tenant_id, id)
);
COMMENT ON TABLE clauses IS 'xieli:tenant';
ALTER TABLE clauses ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON clauses USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- `content` is what the person sees now, `proposal` what the reader proposed (null for one added by hand). `decision` is the
-- stored summary of requirement_acts.
CREATE TABLE requirements (
  tenant_id uuid NOT NULL CONSTRAINT requirements_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  directive_id uuid NOT NULL,
  version_id uuid NOT NULL,
  clause_key text,
  position integer NOT NULL,
  start_at integer NOT NULL,
  end_at integer NOT NULL,
  proposal jsonb,
  content jsonb NOT NULL,
  confidence real,
  decision text NOT NULL,
  reason text,
  revision integer NOT NULL DEFAULT 0,
  last_seq integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT requirements_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT requirements_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT requirements_version_fk FOREIGN KEY (tenant_id, version_id) REFERENCES directive_versions (tenant_id, id),
  CONSTRAINT requirements_decision CHECK (decision IN
    ('undecided', 'accepted', 'edited', 'rejected', 'deferred', 'nothingToDo', 'madeKnown'))
);
COMMENT ON TABLE requirements IS 'xieli:tenant';
ALTER TABLE requirements ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON requirements USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX requirements_version_idx ON requirements (tenant_id, version_id, position);
CREATE INDEX requirements_directive_idx ON requirements (tenant_id, directive_id);

CREATE TABLE requirement_acts (
  tenant_id uuid NOT NULL CONSTRAINT requirement_acts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  account_id uuid NOT NULL,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  CONSTRAINT requirement_acts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT requirement_acts_seq_key UNIQUE (tenant_id, requirement_id, seq),
  CONSTRAINT requirement_acts_requirement_fk FOREIGN KEY (tenant_id, requirement_id)
    REFERENCES requirements (tenant_id, id)
);
COMMENT ON TABLE requirement_acts IS 'xieli:tenant append-only';
ALTER TABLE requirement_acts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON requirement_acts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE requirement_revisions (
  tenant_id uuid NOT NULL CONSTRAINT requirement_revisions_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  revision integer NOT NULL,
  version_id uuid NOT NULL,
  dropped boolean NOT NULL,
  content jsonb NOT NULL,
  frozen_at timestamptz NOT NULL,
  CONSTRAINT requirement_revisions_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT requirement_revisions_key UNIQUE (tenant_id, requirement_id, revision),
  CONSTRAINT requirement_revisions_requirement_fk FOREIGN KEY (tenant_id, requirement_id)
    REFERENCES requirements (tenant_id, id),
  CONSTRAINT requirement_revisions_version_fk FOREIGN KEY (tenant_id, version_id)
    REFERENCES directive_versions (tenant_id, id)
);
COMMENT ON TABLE requirement_revisions IS 'xieli:tenant append-only';
ALTER TABLE requirement_revisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON requirement_revisions USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
