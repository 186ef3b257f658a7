-- Owners register Shopify apps, and stores are connected by Shopify's OAuth.
ALTER TABLE app_credential ADD COLUMN name text NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE app_credential SET name = handle;
--> statement-breakpoint
-- The organization whose owner registered the app; null for an app that all organizations may use.
ALTER TABLE app_credential ADD COLUMN owner_organization_id text;
--> statement-breakpoint
CREATE INDEX app_credential_owner ON app_credential (owner_organization_id);
--> statement-breakpoint
-- Shopify's id of the shop: its domain can be renamed.
ALTER TABLE installation ADD COLUMN shop_gid text;
--> statement-breakpoint
CREATE INDEX installation_shop_gid ON installation (app_credential_id, shop_gid);
--> statement-breakpoint
-- A grant that a user began. Deleted when its state is used; expired grants are deleted when another one begins.
CREATE TABLE grant_state (
	id text PRIMARY KEY,
	state_digest text NOT NULL,
	app_credential_id text NOT NULL REFERENCES app_credential (id),
	shop_domain text NOT NULL,
	user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
	for_organization_id text NOT NULL,
	merchant_id text,
	roles text[] NOT NULL,
	created_at timestamp (3) with time zone NOT NULL,
	expires_at timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX grant_state_digest ON grant_state (state_digest);
--> statement-breakpoint
CREATE INDEX grant_state_expires ON grant_state (expires_at);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON grant_state TO crossdock_system;
