-- Ways out of the house: mail, robots of chat groups, an SMS gateway, webhooks. What may be seen stands in `settings`; what
-- opens the door (passwords, addresses with a token, signing keys) is sealed in `secret`.
CREATE TABLE channels (
  tenant_id uuid NOT NULL CONSTRAINT channels_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL,
  settings jsonb NOT NULL,
  secret bytea NOT NULL,
  -- Place in the sealed audit up to which a webhook was told; null for channels that carry messages.
  told_seq bigint,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT channels_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT channels_name_key UNIQUE (tenant_id, name),
  CONSTRAINT channels_kind CHECK (kind IN ('mail', 'wecom', 'dingtalk', 'feishu', 'sms', 'webhook'))
);
COMMENT ON TABLE channels IS 'xieli:tenant';
ALTER TABLE channels ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON channels USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- One row a tenant, absent until somebody changes what is usual: the hours in which people may be disturbed, and the
-- private networks to which messages may go.
CREATE TABLE delivery_settings (
  tenant_id uuid NOT NULL CONSTRAINT delivery_settings_tenant_fk REFERENCES tenants (tenant_id),
  wakes_at integer NOT NULL,
  sleeps_at integer NOT NULL,
  networks text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT delivery_settings_pk PRIMARY KEY (tenant_id),
  CONSTRAINT delivery_settings_hours CHECK (wakes_at >= 0 AND wakes_at < sleeps_at AND sleeps_at <= 24)
);
COMMENT ON TABLE delivery_settings IS 'xieli:tenant';
ALTER TABLE delivery_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON delivery_settings USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);

-- One message to one receiver. `about` is what it is about, once: the day of a digest, the audit entry of a webhook; so
-- nobody gets two digests a day. `address` is sealed: a mail address or a phone number, none where the channel is the address.
CREATE TABLE deliveries (
  tenant_id uuid NOT NULL CONSTRAINT deliveries_tenant_fk REFERENCES tenants (tenant_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  receiver_id uuid NOT NULL,
  receiver_name text NOT NULL,
  about text NOT NULL,
  address bytea,
  message jsonb NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  failure text,
  failure_detail text,
  sent_at timestamptz,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT deliveries_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT deliveries_key UNIQUE (tenant_id, channel_id, receiver_id, about),
  CONSTRAINT deliveries_state CHECK (state IN ('pending', 'sent', 'failed')),
  CONSTRAINT deliveries_channel_fk FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id)
);
COMMENT ON TABLE deliveries IS 'xieli:tenant';
ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON deliveries USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE INDEX deliveries_pending_idx ON deliveries (tenant_id, due_at) WHERE state = 'pending';
CREATE INDEX deliveries_listed_idx ON deliveries (tenant_id, recorded_at DESC, id DESC);

-- How a person wants to be told besides in the product. Nobody is written to who did not ask for it.
CREATE TABLE notice_preferences (
  tenant_id uuid NOT NULL CONSTRAINT notice_preferences_tenant_fk REFERENCES tenants (tenant_id),
  account_id uuid NOT NULL,
  mail_address bytea,
  by_sms boolean NOT NULL,
  language text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT notice_preferences_pk PRIMARY KEY (tenant_id, account_id),
  CONSTRAINT notice_preferences_language CHECK (language IN ('zh-CN', 'en')),
  CONSTRAINT notice_preferences_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
COMMENT ON TABLE notice_preferences IS 'xieli:tenant';
ALTER TABLE notice_preferences ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON notice_preferences USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
