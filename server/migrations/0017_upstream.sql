-- Upstream documents that ours rest on (上级文件), who cites them where, which clause a requirement carries out, and what the
-- office says of the gaps (对标对表).

-- A document that is only known by being cited is a stub: `completed_at` is null and no text is attached. The keys are what
-- titles and numbers are matched by (features/policies/matching.ts). One that was found to be another one's double points
-- there and is kept, because citations name it.
CREATE TABLE upstream_policies (
  tenant_id uuid NOT NULL CONSTRAINT upstream_policies_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  title text NOT NULL,
  title_key text NOT NULL,
  document_number text,
  number_key text NOT NULL DEFAULT '',
  issuer_name text NOT NULL DEFAULT '',
  issued_on date,
  repealed_on date,
  directive_id uuid,
  merged_into uuid,
  completed_at timestamptz,
  completed_by uuid,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  CONSTRAINT upstream_policies_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT upstream_policies_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT upstream_policies_merged_fk FOREIGN KEY (tenant_id, merged_into)
    REFERENCES upstream_policies (tenant_id, id),
  CONSTRAINT upstream_policies_completed CHECK ((completed_at IS NULL) = (completed_by IS NULL)),
  CONSTRAINT upstream_policies_merged CHECK (merged_into IS NULL OR merged_into <> id)
);
COMMENT ON TABLE upstream_policies IS 'xieli:tenant';
ALTER TABLE upstream_policies ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON upstream_policies USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
-- What makes registering idempotent when two people do it at one moment.
CREATE UNIQUE INDEX upstream_policies_key_idx ON upstream_policies (tenant_id, title_key, number_key)
  WHERE merged_into IS NULL;
CREATE INDEX upstream_policies_directive_idx ON upstream_policies (tenant_id, directive_id);

-- Where a version of one of our documents cites another one. Offsets are of the version's text.
CREATE TABLE upstream_citations (
  tenant_id uuid NOT NULL CONSTRAINT upstream_citations_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  policy_id uuid NOT NULL,
  directive_id uuid NOT NULL,
  version_id uuid NOT NULL,
  clause_key text,
  title text NOT NULL,
  document_number text,
  start_at integer NOT NULL,
  end_at integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  CONSTRAINT upstream_citations_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT upstream_citations_key UNIQUE (tenant_id, version_id, start_at),
  CONSTRAINT upstream_citations_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES upstream_policies (tenant_id, id),
  CONSTRAINT upstream_citations_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT upstream_citations_version_fk FOREIGN KEY (tenant_id, version_id)
    REFERENCES directive_versions (tenant_id, id)
);
COMMENT ON TABLE upstream_citations IS 'xieli:tenant append-only';
ALTER TABLE upstream_citations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON upstream_citations USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX upstream_citations_policy_idx ON upstream_citations (tenant_id, policy_id);

-- A requirement of ours, as it was at `requirement_revision`, carries out a clause of an upstream document, as it read in
-- `upstream_version_id`; both ends keep what they were linked as, and whether either has changed is a comparison. `state` is
-- the stored summary of the acts; a rejected pair is kept so that it is not proposed again.
CREATE TABLE upstream_links (
  tenant_id uuid NOT NULL CONSTRAINT upstream_links_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  directive_id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  requirement_revision integer NOT NULL,
  upstream_directive_id uuid NOT NULL,
  upstream_version_id uuid NOT NULL,
  clause_key text NOT NULL,
  clause_words text NOT NULL,
  upstream_requirement_id uuid,
  upstream_revision integer,
  proposed boolean NOT NULL,
  score real,
  state text NOT NULL,
  last_seq integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT upstream_links_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT upstream_links_key UNIQUE (tenant_id, requirement_id, upstream_directive_id, clause_key),
  CONSTRAINT upstream_links_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT upstream_links_requirement_fk FOREIGN KEY (tenant_id, requirement_id)
    REFERENCES requirements (tenant_id, id),
  CONSTRAINT upstream_links_upstream_fk FOREIGN KEY (tenant_id, upstream_directive_id)
    REFERENCES directives (tenant_id, id),
  CONSTRAINT upstream_links_version_fk FOREIGN KEY (tenant_id, upstream_version_id)
    REFERENCES directive_versions (tenant_id, id),
  CONSTRAINT upstream_links_upstream_requirement_fk FOREIGN KEY (tenant_id, upstream_requirement_id)
    REFERENCES requirements (tenant_id, id),
  CONSTRAINT upstream_links_state CHECK (state IN ('confirmed', 'rejected', 'withdrawn')),
  CONSTRAINT upstream_links_revision CHECK ((upstream_requirement_id IS NULL) = (upstream_revision IS NULL))
);
COMMENT ON TABLE upstream_links IS 'xieli:tenant';
ALTER TABLE upstream_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON upstream_links USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX upstream_links_upstream_idx ON upstream_links (tenant_id, upstream_directive_id, clause_key);
CREATE INDEX upstream_links_directive_idx ON upstream_links (tenant_id, directive_id);

-- `payload` keeps what both ends were at the act, the score it was proposed with, and why it was withdrawn.
CREATE TABLE upstream_link_acts (
  tenant_id uuid NOT NULL CONSTRAINT upstream_link_acts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  link_id uuid NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  account_id uuid NOT NULL,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  CONSTRAINT upstream_link_acts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT upstream_link_acts_seq_key UNIQUE (tenant_id, link_id, seq),
  CONSTRAINT upstream_link_acts_link_fk FOREIGN KEY (tenant_id, link_id) REFERENCES upstream_links (tenant_id, id),
  CONSTRAINT upstream_link_acts_kind CHECK (kind IN ('confirm', 'reject', 'reconfirm', 'withdraw'))
);
COMMENT ON TABLE upstream_link_acts IS 'xieli:tenant append-only';
ALTER TABLE upstream_link_acts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON upstream_link_acts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- What the office wrote beside one clause for one body. The id is made of policy, body and clause, so that a row of a sheet has
-- the same one before anything was written into it.
CREATE TABLE gap_entries (
  tenant_id uuid NOT NULL CONSTRAINT gap_entries_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  policy_id uuid NOT NULL,
  body_id uuid NOT NULL,
  clause_key text NOT NULL,
  gap text NOT NULL,
  measure text NOT NULL,
  owner_id uuid,
  due_on date,
  last_seq integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT gap_entries_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT gap_entries_key UNIQUE (tenant_id, policy_id, body_id, clause_key),
  CONSTRAINT gap_entries_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES upstream_policies (tenant_id, id),
  CONSTRAINT gap_entries_body_fk FOREIGN KEY (tenant_id, body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT gap_entries_owner_fk FOREIGN KEY (tenant_id, owner_id) REFERENCES organisations (tenant_id, id)
);
COMMENT ON TABLE gap_entries IS 'xieli:tenant';
ALTER TABLE gap_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON gap_entries USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE gap_entry_acts (
  tenant_id uuid NOT NULL CONSTRAINT gap_entry_acts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  seq integer NOT NULL,
  account_id uuid NOT NULL,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  CONSTRAINT gap_entry_acts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT gap_entry_acts_seq_key UNIQUE (tenant_id, entry_id, seq),
  CONSTRAINT gap_entry_acts_entry_fk FOREIGN KEY (tenant_id, entry_id) REFERENCES gap_entries (tenant_id, id)
);
COMMENT ON TABLE gap_entry_acts IS 'xieli:tenant append-only';
ALTER TABLE gap_entry_acts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON gap_entry_acts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
