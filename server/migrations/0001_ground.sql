-- What every feature stands on: tenants, the audit, answered actions, stored files.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE tenants (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  host text,
  created_at timestamptz NOT NULL,
  CONSTRAINT tenants_pk PRIMARY KEY (tenant_id),
  CONSTRAINT tenants_name_key UNIQUE (name),
  CONSTRAINT tenants_host_key UNIQUE (host)
);
COMMENT ON TABLE tenants IS 'xieli:reference';

-- One row: what this database was made for (spine.md 6.1). A demo never becomes production, nor the reverse.
CREATE TABLE installation (
  only_row boolean NOT NULL DEFAULT true,
  mode text NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT installation_pk PRIMARY KEY (only_row),
  CONSTRAINT installation_one_row CHECK (only_row),
  CONSTRAINT installation_mode CHECK (mode IN ('demo', 'production'))
);
COMMENT ON TABLE installation IS 'xieli:local';

-- Business time of a demo tenant runs ahead of the machine by this much; production tenants have no row.
CREATE TABLE tenant_clocks (
  tenant_id uuid NOT NULL CONSTRAINT tenant_clocks_tenant_fk REFERENCES tenants (tenant_id),
  offset_ms bigint NOT NULL,
  anchor date NOT NULL,
  CONSTRAINT tenant_clocks_pk PRIMARY KEY (tenant_id)
);
COMMENT ON TABLE tenant_clocks IS 'xieli:tenant';
ALTER TABLE tenant_clocks ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tenant_clocks USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- Written by the request pipeline in the act's own transaction, never by a feature.
CREATE TABLE audit_entries (
  tenant_id uuid NOT NULL CONSTRAINT audit_entries_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  action text NOT NULL,
  account_id uuid,
  account_name text,
  role text,
  organisation_id uuid,
  outcome text NOT NULL,
  details jsonb NOT NULL,
  records jsonb NOT NULL,
  request_id text NOT NULL,
  machine_at timestamptz NOT NULL,
  business_at timestamptz NOT NULL,
  CONSTRAINT audit_entries_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT audit_entries_outcome CHECK (outcome IN ('done', 'refused', 'read'))
);
COMMENT ON TABLE audit_entries IS 'xieli:tenant append-only';
ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_entries USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX audit_entries_machine_at_idx ON audit_entries (tenant_id, machine_at DESC, id DESC);

CREATE TABLE audit_seals (
  tenant_id uuid NOT NULL CONSTRAINT audit_seals_tenant_fk REFERENCES tenants (tenant_id),
  seq bigint NOT NULL,
  audit_id uuid NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_seals_pk PRIMARY KEY (tenant_id, seq),
  CONSTRAINT audit_seals_audit_key UNIQUE (tenant_id, audit_id)
);
COMMENT ON TABLE audit_seals IS 'xieli:tenant append-only';
ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_seals USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- What an action answered, so that a repeated tap gets the same answer (design.md 3, Identifiers).
CREATE TABLE action_results (
  tenant_id uuid NOT NULL CONSTRAINT action_results_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  action text NOT NULL,
  account_id uuid,
  request_digest text NOT NULL,
  status integer NOT NULL,
  response jsonb,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT action_results_pk PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE action_results IS 'xieli:tenant';
ALTER TABLE action_results ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON action_results USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE files (
  tenant_id uuid NOT NULL CONSTRAINT files_tenant_fk REFERENCES tenants (tenant_id),
  sha256 text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  stored_at timestamptz NOT NULL,
  CONSTRAINT files_pk PRIMARY KEY (tenant_id, sha256),
  CONSTRAINT files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT files_size CHECK (size > 0)
);
COMMENT ON TABLE files IS 'xieli:tenant';
ALTER TABLE files ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON files USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE feedback (
  tenant_id uuid NOT NULL CONSTRAINT feedback_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid,
  page text NOT NULL,
  body text NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT feedback_pk PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE feedback IS 'xieli:tenant';
ALTER TABLE feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON feedback USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX feedback_recorded_at_idx ON feedback (tenant_id, recorded_at DESC, id DESC);
