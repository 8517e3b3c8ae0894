-- Outgoing papers (公文), and figures as they stood when a paper was issued. A frozen figure keeps the records it counted, so
-- that it opens what it counted on its day, whatever became of them. `facts` is an array of objects in the columns of a
-- figure's select.
CREATE TABLE figure_freezes (
  tenant_id uuid NOT NULL CONSTRAINT figure_freezes_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  figure_id text NOT NULL,
  definition_version integer NOT NULL,
  unit text NOT NULL,
  scope text NOT NULL,
  as_of date NOT NULL,
  numerator double precision NOT NULL,
  denominator double precision NOT NULL,
  facts jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT figure_freezes_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT figure_freezes_unit CHECK (unit IN ('count', 'ratio')),
  CONSTRAINT figure_freezes_scope CHECK (scope IN ('city', 'own'))
);
COMMENT ON TABLE figure_freezes IS 'xieli:tenant append-only';
ALTER TABLE figure_freezes ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON figure_freezes USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- `opening` and `closing` are the clerk's own sentences; what stands between them is composed from figures and records. An
-- issued paper is `content` and nothing else.
CREATE TABLE papers (
  tenant_id uuid NOT NULL CONSTRAINT papers_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  kind text NOT NULL,
  directive_id uuid NOT NULL,
  addressed_body_id uuid,
  issuer_id uuid NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  recipients text[] NOT NULL,
  copies_to text[] NOT NULL,
  opening text NOT NULL,
  closing text NOT NULL,
  printed_by text NOT NULL,
  number_code text,
  number_year integer,
  number_serial integer,
  dated_on date,
  content jsonb,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  issued_at timestamptz,
  issued_by uuid,
  CONSTRAINT papers_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT papers_number_key UNIQUE (tenant_id, number_code, number_year, number_serial),
  CONSTRAINT papers_directive_fk FOREIGN KEY (tenant_id, directive_id) REFERENCES directives (tenant_id, id),
  CONSTRAINT papers_addressed_fk FOREIGN KEY (tenant_id, addressed_body_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT papers_issuer_fk FOREIGN KEY (tenant_id, issuer_id) REFERENCES organisations (tenant_id, id),
  CONSTRAINT papers_kind CHECK (kind IN ('progressCircular', 'dispatchNotice', 'urgingLetter')),
  CONSTRAINT papers_addressed CHECK ((kind = 'urgingLetter') = (addressed_body_id IS NOT NULL)),
  CONSTRAINT papers_state CHECK (state IN ('draft', 'issued', 'discarded')),
  CONSTRAINT papers_issued CHECK ((state = 'issued') = (content IS NOT NULL AND number_serial IS NOT NULL))
);
COMMENT ON TABLE papers IS 'xieli:tenant';
ALTER TABLE papers ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON papers USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX papers_recorded_idx ON papers (tenant_id, recorded_at, id);
CREATE INDEX papers_directive_idx ON papers (tenant_id, directive_id);

-- Under which name a figure stands in the text of a paper.
CREATE TABLE paper_figures (
  tenant_id uuid NOT NULL CONSTRAINT paper_figures_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  paper_id uuid NOT NULL,
  name text NOT NULL,
  freeze_id uuid NOT NULL,
  CONSTRAINT paper_figures_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_figures_name_key UNIQUE (tenant_id, paper_id, name),
  CONSTRAINT paper_figures_paper_fk FOREIGN KEY (tenant_id, paper_id) REFERENCES papers (tenant_id, id),
  CONSTRAINT paper_figures_freeze_fk FOREIGN KEY (tenant_id, freeze_id) REFERENCES figure_freezes (tenant_id, id)
);
COMMENT ON TABLE paper_figures IS 'xieli:tenant append-only';
ALTER TABLE paper_figures ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON paper_figures USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
