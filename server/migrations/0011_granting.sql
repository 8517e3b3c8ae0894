-- Who had which right on a day: when an account could not be used, and by whom a grant was ended.

-- `accounts.closed_at` says it of the present; a closed account could do nothing, whatever was granted to it.
CREATE TABLE account_closures (
  tenant_id uuid NOT NULL CONSTRAINT account_closures_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  closed_at timestamptz NOT NULL,
  reopened_at timestamptz,
  CONSTRAINT account_closures_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT account_closures_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
COMMENT ON TABLE account_closures IS 'xieli:tenant';
ALTER TABLE account_closures ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON account_closures USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX account_closures_account_idx ON account_closures (tenant_id, account_id);
-- The last closing of a closed account is known; earlier ones stand in the audit alone.
INSERT INTO account_closures (tenant_id, id, account_id, closed_at)
  SELECT tenant_id, id, id, closed_at FROM accounts WHERE closed_at IS NOT NULL;

ALTER TABLE grants ADD COLUMN ended_by uuid;
