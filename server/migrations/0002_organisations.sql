-- Organisations as a typed graph with dates (domain.md B1), people and what they hold. A fact with duration is never
-- updated: a correction sets superseded_at and inserts (spine.md 2.2).

CREATE TABLE organisations (
  tenant_id uuid NOT NULL CONSTRAINT organisations_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT organisations_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisations_body_fk FOREIGN KEY (tenant_id, body_id) REFERENCES organisations (tenant_id, id)
    DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE organisations IS 'xieli:tenant';
ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisations USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX organisations_body_idx ON organisations (tenant_id, body_id);

CREATE TABLE organisation_acts (
  tenant_id uuid NOT NULL CONSTRAINT organisation_acts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  account_id uuid,
  payload jsonb NOT NULL,
  CONSTRAINT organisation_acts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_acts_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_acts_kind CHECK (kind IN ('imported', 'founded', 'renamed', 'dissolved', 'related', 'appointed'))
);
COMMENT ON TABLE organisation_acts IS 'xieli:tenant append-only';
ALTER TABLE organisation_acts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_acts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX organisation_acts_organisation_idx ON organisation_acts (tenant_id, organisation_id, recorded_at);

CREATE TABLE organisation_existences (
  tenant_id uuid NOT NULL CONSTRAINT organisation_existences_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  valid daterange NOT NULL,
  approval_document text,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT organisation_existences_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_existences_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_existences_once EXCLUDE USING gist
    (tenant_id WITH =, organisation_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE organisation_existences IS 'xieli:tenant';
ALTER TABLE organisation_existences ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_existences USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE organisation_names (
  tenant_id uuid NOT NULL CONSTRAINT organisation_names_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT organisation_names_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_names_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_names_kind CHECK (kind IN ('official', 'alias')),
  CONSTRAINT organisation_names_once EXCLUDE USING gist
    (tenant_id WITH =, organisation_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL AND kind = 'official')
);
COMMENT ON TABLE organisation_names IS 'xieli:tenant';
ALTER TABLE organisation_names ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_names USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX organisation_names_name_idx ON organisation_names (tenant_id, name);

CREATE TABLE organisation_kinds (
  tenant_id uuid NOT NULL CONSTRAINT organisation_kinds_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT organisation_kinds_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_kinds_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_kinds_once EXCLUDE USING gist
    (tenant_id WITH =, organisation_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE organisation_kinds IS 'xieli:tenant';
ALTER TABLE organisation_kinds ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_kinds USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX organisation_kinds_kind_idx ON organisation_kinds (tenant_id, kind);

CREATE TABLE organisation_relations (
  tenant_id uuid NOT NULL CONSTRAINT organisation_relations_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  from_id uuid NOT NULL,
  relation text NOT NULL,
  to_id uuid NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT organisation_relations_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_relations_from_fk FOREIGN KEY (tenant_id, from_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_relations_to_fk FOREIGN KEY (tenant_id, to_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_relations_relation CHECK (relation IN
    ('leads', 'guides', 'guidesAndUrges', 'approves', 'attachedTo', 'contacts', 'coordinates', 'participates')),
  CONSTRAINT organisation_relations_once EXCLUDE USING gist
    (tenant_id WITH =, from_id WITH =, to_id WITH =, relation WITH =, valid WITH &&) WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE organisation_relations IS 'xieli:tenant';
ALTER TABLE organisation_relations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_relations USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX organisation_relations_to_idx ON organisation_relations (tenant_id, to_id, relation);

-- Phone numbers are encrypted; the blind index serves look-up and uniqueness (domain.md C5).
CREATE TABLE people (
  tenant_id uuid NOT NULL CONSTRAINT people_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  phone_encrypted bytea,
  phone_index text,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT people_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT people_phone_key UNIQUE (tenant_id, phone_index)
);
COMMENT ON TABLE people IS 'xieli:tenant';
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON people USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE TABLE person_names (
  tenant_id uuid NOT NULL CONSTRAINT person_names_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL,
  pinyin text NOT NULL,
  initials text NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT person_names_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT person_names_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT person_names_once EXCLUDE USING gist
    (tenant_id WITH =, person_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE person_names IS 'xieli:tenant';
ALTER TABLE person_names ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON person_names USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX person_names_name_idx ON person_names (tenant_id, name);
CREATE INDEX person_names_pinyin_idx ON person_names (tenant_id, pinyin);

-- One row = one interval of one seat in one body; affiliations are listed primary first (measures.md 2, roster).
CREATE TABLE body_memberships (
  tenant_id uuid NOT NULL CONSTRAINT body_memberships_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  body_id uuid NOT NULL,
  term integer,
  position text NOT NULL,
  sector text,
  committee_id uuid,
  affiliations text[] NOT NULL,
  status text NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT body_memberships_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT body_memberships_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT body_memberships_body_fk FOREIGN KEY (tenant_id, body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT body_memberships_committee_fk FOREIGN KEY (tenant_id, committee_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT body_memberships_status CHECK (status IN
    ('serving', 'suspended', 'resigned', 'removed', 'deceased', 'termEnded', 'transferred')),
  CONSTRAINT body_memberships_once EXCLUDE USING gist
    (tenant_id WITH =, person_id WITH =, body_id WITH =, term WITH =, valid WITH &&)
    WHERE (superseded_at IS NULL AND status <> 'suspended')
);
COMMENT ON TABLE body_memberships IS 'xieli:tenant';
ALTER TABLE body_memberships ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON body_memberships USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX body_memberships_body_idx ON body_memberships (tenant_id, body_id);

CREATE TABLE branch_memberships (
  tenant_id uuid NOT NULL CONSTRAINT branch_memberships_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT branch_memberships_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT branch_memberships_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT branch_memberships_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT branch_memberships_kind CHECK (kind IN ('home', 'functional', 'temporary', 'group'))
);
COMMENT ON TABLE branch_memberships IS 'xieli:tenant';
ALTER TABLE branch_memberships ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON branch_memberships USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX branch_memberships_organisation_idx ON branch_memberships (tenant_id, organisation_id);

CREATE TABLE posts (
  tenant_id uuid NOT NULL CONSTRAINT posts_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  post text NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT posts_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT posts_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT posts_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT posts_one_liaison EXCLUDE USING gist
    (tenant_id WITH =, organisation_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL AND post = 'liaison')
);
COMMENT ON TABLE posts IS 'xieli:tenant';
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON posts USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX posts_organisation_idx ON posts (tenant_id, organisation_id, post);
CREATE INDEX posts_person_idx ON posts (tenant_id, person_id);
