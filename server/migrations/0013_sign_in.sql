-- A second factor beside the password: codes of a device (RFC 6238), and codes on paper for when the device is lost.

-- One per account. Until it is confirmed by a first code it opens and demands nothing.
CREATE TABLE second_factors (
  tenant_id uuid NOT NULL CONSTRAINT second_factors_tenant_fk REFERENCES tenants (tenant_id),
  account_id uuid NOT NULL,
  secret_encrypted bytea NOT NULL,
  -- The time step of the last accepted code: no code of it, and none of an earlier one, is accepted again.
  last_step bigint NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  CONSTRAINT second_factors_pk PRIMARY KEY (tenant_id, account_id),
  CONSTRAINT second_factors_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
COMMENT ON TABLE second_factors IS 'xieli:tenant';
ALTER TABLE second_factors ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON second_factors USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE recovery_codes (
  tenant_id uuid NOT NULL CONSTRAINT recovery_codes_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  code_hash text NOT NULL,
  used_at timestamptz,
  CONSTRAINT recovery_codes_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT recovery_codes_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
COMMENT ON TABLE recovery_codes IS 'xieli:tenant';
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON recovery_codes USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX recovery_codes_account_idx ON recovery_codes (tenant_id, account_id);

-- The roles whose holders have to have one. A role without a row may do without.
CREATE TABLE second_factor_rules (
  tenant_id uuid NOT NULL CONSTRAINT second_factor_rules_tenant_fk REFERENCES tenants (tenant_id),
  role text NOT NULL,
  required_by uuid,
  required_at timestamptz NOT NULL,
  CONSTRAINT second_factor_rules_pk PRIMARY KEY (tenant_id, role)
);
COMMENT ON TABLE second_factor_rules IS 'xieli:tenant';
ALTER TABLE second_factor_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON second_factor_rules USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- The identities at a provider of single sign-on that open an account. `issuer` and `subject` name one person; nothing else of
-- what a provider says does.
CREATE TABLE external_identities (
  tenant_id uuid NOT NULL CONSTRAINT external_identities_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  linked_at timestamptz NOT NULL,
  unlinked_at timestamptz,
  CONSTRAINT external_identities_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT external_identities_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
COMMENT ON TABLE external_identities IS 'xieli:tenant';
ALTER TABLE external_identities ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON external_identities USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX external_identities_account_idx ON external_identities (tenant_id, account_id);
CREATE UNIQUE INDEX external_identities_open_key ON external_identities (tenant_id, issuer, subject)
  WHERE unlinked_at IS NULL;
