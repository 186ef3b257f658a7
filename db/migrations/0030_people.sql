-- Members are invited by a link, lose access in one organization alone, and reset their password by a link.
ALTER TABLE membership ADD COLUMN disabled_at timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE session ADD COLUMN device text, ADD COLUMN seen_at timestamp (3) with time zone;
--> statement-breakpoint
CREATE TABLE invitation (
	organization_id text NOT NULL,
	id text NOT NULL,
	email text NOT NULL,
	role text NOT NULL,
	merchant_ids text[],
	token_digest text NOT NULL,
	invited_by text NOT NULL,
	created_at timestamp (3) with time zone NOT NULL,
	expires_at timestamp (3) with time zone NOT NULL,
	accepted_at timestamp (3) with time zone,
	accepted_by text,
	revoked_at timestamp (3) with time zone,
	CONSTRAINT invitation_pk PRIMARY KEY (organization_id, id),
	CONSTRAINT invitation_organization FOREIGN KEY (organization_id) REFERENCES organization (organization_id),
	CONSTRAINT invitation_role CHECK (role IN ('owner', 'admin', 'operator', 'viewer')),
	CONSTRAINT invitation_ends_once CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX invitation_token ON invitation (token_digest);
--> statement-breakpoint
CREATE UNIQUE INDEX invitation_open ON invitation (organization_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
--> statement-breakpoint
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON invitation FOR ALL TO crossdock_app USING (organization_id = current_setting('app.organization_id', true)) WITH CHECK (organization_id = current_setting('app.organization_id', true));
--> statement-breakpoint
-- The user who opens the link belongs to no organization yet.
CREATE POLICY system ON invitation FOR ALL TO crossdock_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON invitation TO crossdock_app;
--> statement-breakpoint
GRANT SELECT, UPDATE ON invitation TO crossdock_system;
--> statement-breakpoint
CREATE TABLE password_reset (
	id text PRIMARY KEY,
	user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
	token_digest text NOT NULL,
	created_at timestamp (3) with time zone NOT NULL,
	expires_at timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX password_reset_token ON password_reset (token_digest);
--> statement-breakpoint
CREATE UNIQUE INDEX password_reset_user ON password_reset (user_id);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON password_reset TO crossdock_system;
--> statement-breakpoint
-- The audit entry about a new member is written in the transaction that adds the member.
CREATE POLICY system_insert ON audit_entry FOR INSERT TO crossdock_system WITH CHECK (true);
--> statement-breakpoint
GRANT INSERT ON audit_entry TO crossdock_system;
