-- Accounts, what they may do and for how long, and the browsers they are signed in on (stack.md 5).

CREATE TABLE accounts (
  tenant_id uuid NOT NULL CONSTRAINT accounts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  username text NOT NULL,
  display_name text NOT NULL,
  person_id uuid,
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT false,
  failed_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  closed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT accounts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT accounts_username_key UNIQUE (tenant_id, username),
  CONSTRAINT accounts_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id)
);
COMMENT ON TABLE accounts IS 'xieli:tenant';
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON accounts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE grants (
  tenant_id uuid NOT NULL CONSTRAINT grants_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  organisation_id uuid NOT NULL,
  valid daterange NOT NULL,
  granted_by uuid,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT grants_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT grants_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  CONSTRAINT grants_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisations (tenant_id, id)
);
COMMENT ON TABLE grants IS 'xieli:tenant';
ALTER TABLE grants ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON grants USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX grants_account_idx ON grants (tenant_id, account_id);
CREATE INDEX grants_organisation_idx ON grants (tenant_id, organisation_id, role);

-- Tokens are stored as SHA-256 only. A phone bound by an invitation is a session of kind `device` that slides for 90 days.
CREATE TABLE sessions (
  tenant_id uuid NOT NULL CONSTRAINT sessions_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash text NOT NULL,
  kind text NOT NULL,
  address text NOT NULL,
  agent text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT sessions_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT sessions_token_key UNIQUE (tenant_id, token_hash),
  CONSTRAINT sessions_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  CONSTRAINT sessions_kind CHECK (kind IN ('browser', 'device'))
);
COMMENT ON TABLE sessions IS 'xieli:tenant';
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sessions USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX sessions_account_idx ON sessions (tenant_id, account_id);

CREATE TABLE invitations (
  tenant_id uuid NOT NULL CONSTRAINT invitations_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash text NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT invitations_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT invitations_token_key UNIQUE (tenant_id, token_hash),
  CONSTRAINT invitations_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
COMMENT ON TABLE invitations IS 'xieli:tenant';
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invitations USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
