-- Rosters and records by the fixed templates (measures.md 2). A row of a file is a fact with duration: a correction sets
-- superseded_at and inserts (spine.md 2.2), so that "as known then" stays answerable. Numbers, times of entering and names are
-- kept as the maker of the file gave them.

-- What a roster says of a person beside what counts: it is shown and searched, and no figure rests on it.
ALTER TABLE body_memberships ADD COLUMN sex text;
ALTER TABLE body_memberships ADD COLUMN ethnic_group text;
ALTER TABLE body_memberships ADD COLUMN birth text;
ALTER TABLE body_memberships ADD COLUMN employment text;
ALTER TABLE body_memberships ADD COLUMN home_branch text;
ALTER TABLE body_memberships ADD COLUMN remark text;
-- A branch that a row of the roster names goes with the row.
ALTER TABLE branch_memberships ADD COLUMN membership_id uuid;
ALTER TABLE branch_memberships ADD CONSTRAINT branch_memberships_membership_fk FOREIGN KEY (tenant_id, membership_id)
  REFERENCES body_memberships (tenant_id, id);
CREATE INDEX branch_memberships_membership_idx ON branch_memberships (tenant_id, membership_id);
CREATE INDEX branch_memberships_person_idx ON branch_memberships (tenant_id, person_id);
CREATE INDEX body_memberships_person_idx ON body_memberships (tenant_id, person_id);
ALTER TABLE organisation_existences ADD COLUMN remark text;

-- The current term of a branch where its last day is known (D4); empty is three years (measures.md 2.1).
CREATE TABLE organisation_terms (
  tenant_id uuid NOT NULL CONSTRAINT organisation_terms_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT organisation_terms_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_terms_organisation_fk FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisations (tenant_id, id),
  CONSTRAINT organisation_terms_once EXCLUDE USING gist
    (tenant_id WITH =, organisation_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE organisation_terms IS 'xieli:tenant';
ALTER TABLE organisation_terms ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_terms USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- Who keeps in touch with whom in a body (measures.md 2.4).
CREATE TABLE contact_links (
  tenant_id uuid NOT NULL CONSTRAINT contact_links_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  object_id uuid NOT NULL,
  valid daterange NOT NULL,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT contact_links_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT contact_links_body_fk FOREIGN KEY (tenant_id, body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT contact_links_contact_fk FOREIGN KEY (tenant_id, contact_id) REFERENCES people (tenant_id, id),
  CONSTRAINT contact_links_object_fk FOREIGN KEY (tenant_id, object_id) REFERENCES people (tenant_id, id),
  CONSTRAINT contact_links_two CHECK (contact_id <> object_id)
);
COMMENT ON TABLE contact_links IS 'xieli:tenant';
ALTER TABLE contact_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON contact_links USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE UNIQUE INDEX contact_links_key_idx ON contact_links (tenant_id, body_id, contact_id, object_id, lower(valid))
  WHERE superseded_at IS NULL;
CREATE INDEX contact_links_object_idx ON contact_links (tenant_id, object_id);

-- A contact that was made; what was said is private to the pair and the secretary of the branch.
CREATE TABLE contact_entries (
  tenant_id uuid NOT NULL CONSTRAINT contact_entries_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  object_id uuid NOT NULL,
  happened_on date NOT NULL,
  means text NOT NULL,
  content text,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT contact_entries_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT contact_entries_contact_fk FOREIGN KEY (tenant_id, contact_id) REFERENCES people (tenant_id, id),
  CONSTRAINT contact_entries_object_fk FOREIGN KEY (tenant_id, object_id) REFERENCES people (tenant_id, id),
  CONSTRAINT contact_entries_means CHECK (means IN
    ('', 'meeting', 'visit', 'telephone', 'forum', 'online', 'other'))
);
COMMENT ON TABLE contact_entries IS 'xieli:tenant';
ALTER TABLE contact_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON contact_entries USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE UNIQUE INDEX contact_entries_key_idx ON contact_entries (tenant_id, contact_id, object_id, happened_on, means)
  WHERE superseded_at IS NULL;

-- An activity by the number that the maker of the file gave it within a body; what is known of it may be corrected.
CREATE TABLE activities (
  tenant_id uuid NOT NULL CONSTRAINT activities_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  number text NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT activities_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT activities_body_fk FOREIGN KEY (tenant_id, body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT activities_number_key UNIQUE (tenant_id, body_id, number)
);
COMMENT ON TABLE activities IS 'xieli:tenant';
ALTER TABLE activities ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON activities USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- Times are those of the place, without a zone: the day of an activity is the day its clock showed.
CREATE TABLE activity_records (
  tenant_id uuid NOT NULL CONSTRAINT activity_records_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  activity_id uuid NOT NULL,
  name text NOT NULL,
  host_id uuid NOT NULL,
  co_host_ids uuid[] NOT NULL,
  kinds text[] NOT NULL,
  starts_at timestamp NOT NULL,
  ends_at timestamp,
  entered_at timestamp NOT NULL,
  expected integer,
  present integer,
  on_leave integer,
  duty_forms text[] NOT NULL,
  function_types text[] NOT NULL,
  topics text[] NOT NULL,
  is_open boolean NOT NULL,
  place text,
  chair text,
  recorder text,
  content text,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT activity_records_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT activity_records_activity_fk FOREIGN KEY (tenant_id, activity_id) REFERENCES activities (tenant_id, id),
  CONSTRAINT activity_records_host_fk FOREIGN KEY (tenant_id, host_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT activity_records_numbers CHECK (
    num_nonnulls(expected, present, on_leave) IN (0, 3) AND present + on_leave <= expected
  )
);
COMMENT ON TABLE activity_records IS 'xieli:tenant';
ALTER TABLE activity_records ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON activity_records USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE UNIQUE INDEX activity_records_once_idx ON activity_records (tenant_id, activity_id) WHERE superseded_at IS NULL;
CREATE INDEX activity_records_host_idx ON activity_records (tenant_id, host_id, starts_at);

-- Who was there; a guest without a number by name alone.
CREATE TABLE attendances (
  tenant_id uuid NOT NULL CONSTRAINT attendances_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  activity_id uuid NOT NULL,
  person_id uuid,
  guest_name text,
  presence text NOT NULL,
  signed_at timestamp,
  remark text,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz,
  CONSTRAINT attendances_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT attendances_activity_fk FOREIGN KEY (tenant_id, activity_id) REFERENCES activities (tenant_id, id),
  CONSTRAINT attendances_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id),
  CONSTRAINT attendances_who CHECK ((person_id IS NULL) <> (guest_name IS NULL)),
  CONSTRAINT attendances_presence CHECK (presence IN ('present', 'observing', 'onLeave', 'absent'))
);
COMMENT ON TABLE attendances IS 'xieli:tenant';
ALTER TABLE attendances ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON attendances USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE UNIQUE INDEX attendances_person_key_idx ON attendances (tenant_id, activity_id, person_id)
  WHERE superseded_at IS NULL;
CREATE INDEX attendances_person_idx ON attendances (tenant_id, person_id);
