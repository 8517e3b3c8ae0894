-- Granting by two hands, and who had which right on a day.

-- A role that was asked for. It is granted when another administrator approves it; `valid` is the time that was asked for.
CREATE TABLE grant_requests (
  tenant_id uuid NOT NULL CONSTRAINT grant_requests_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  organisation_id uuid NOT NULL,
  valid daterange NOT NULL,
  reason text NOT NULL,
  requested_by uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  CONSTRAINT grant_requests_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT grant_requests_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  CONSTRAINT grant_requests_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT grant_requests_requester_fk FOREIGN KEY (tenant_id, requested_by) REFERENCES accounts (tenant_id, id),
  CONSTRAINT grant_requests_decider_fk FOREIGN KEY (tenant_id, decided_by) REFERENCES accounts (tenant_id, id),
  CONSTRAINT grant_requests_decision CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
  CONSTRAINT grant_requests_decided CHECK ((decision IS NULL) = (decided_at IS NULL))
);
COMMENT ON TABLE grant_requests IS 'xieli:tenant';
ALTER TABLE grant_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON grant_requests USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX grant_requests_account_idx ON grant_requests (tenant_id, account_id);
CREATE INDEX grant_requests_pending_idx ON grant_requests (tenant_id, requested_at, id) WHERE decision IS NULL;
CREATE INDEX grant_requests_decided_idx ON grant_requests (tenant_id, decided_at, id) WHERE decision IS NOT NULL;

-- `accounts.closed_at` says it of the present, and the audit keeps its digests; a closed account could do nothing, whatever was
-- granted to it.
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
-- A grant of the first run, or of the time before there were requests, has none.
ALTER TABLE grants ADD COLUMN request_id uuid;
ALTER TABLE grants ADD CONSTRAINT grants_request_fk FOREIGN KEY (tenant_id, request_id)
  REFERENCES grant_requests (tenant_id, id);
