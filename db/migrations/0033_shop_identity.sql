-- A shop is known by Shopify's id, because its domain can be renamed.
ALTER TABLE installation ADD COLUMN former_domains text[] NOT NULL DEFAULT '{}';
--> statement-breakpoint
-- Since when the shop has its domain, by the newest news of it; older news only adds a former domain.
ALTER TABLE installation ADD COLUMN domain_since timestamp (3) with time zone;
--> statement-breakpoint
-- When a shop that fell silent was asked for its domain, and when the last answer's call began.
ALTER TABLE installation ADD COLUMN asked_at timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE installation ADD COLUMN answered_at timestamp (3) with time zone;
--> statement-breakpoint
-- Earlier versions stored a renamed shop a second time. Its newest installation keeps the id.
UPDATE installation i SET shop_gid = NULL WHERE EXISTS (
	SELECT FROM installation n WHERE n.app_credential_id = i.app_credential_id AND n.shop_gid = i.shop_gid
		AND (n.installed_at, n.id) > (i.installed_at, i.id));
--> statement-breakpoint
DROP INDEX installation_shop_gid;
--> statement-breakpoint
CREATE UNIQUE INDEX installation_shop_gid ON installation (app_credential_id, shop_gid);
--> statement-breakpoint
ALTER TABLE store ADD COLUMN shop_gid text;
--> statement-breakpoint
ALTER TABLE store ADD COLUMN former_domains text[] NOT NULL DEFAULT '{}';
--> statement-breakpoint
UPDATE store s SET shop_gid = i.shop_gid FROM installation i WHERE i.id = s.installation_id AND NOT EXISTS (
	SELECT FROM store o JOIN installation oi ON oi.id = o.installation_id
	WHERE o.organization_id = s.organization_id AND oi.shop_gid = i.shop_gid AND (o.created_at, o.id) < (s.created_at, s.id));
--> statement-breakpoint
CREATE UNIQUE INDEX store_shop_gid ON store (organization_id, shop_gid);
--> statement-breakpoint
GRANT UPDATE (shop_domain, shop_gid, former_domains) ON store TO crossdock_system;
--> statement-breakpoint
-- An install that began on Shopify's side, in one browser. Deleted when an organization has claimed it, or when it expires.
CREATE TABLE shop_install (
	id text PRIMARY KEY,
	browser_digest text NOT NULL,
	-- Null once Shopify has answered.
	state_digest text,
	app_credential_id text NOT NULL REFERENCES app_credential (id),
	shop_domain text NOT NULL,
	installation_id text REFERENCES installation (id) ON DELETE CASCADE,
	-- The organization that began to claim it; no other one may go on.
	claimed_by text,
	created_at timestamp (3) with time zone NOT NULL,
	expires_at timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX shop_install_state ON shop_install (state_digest);
--> statement-breakpoint
CREATE INDEX shop_install_browser ON shop_install (browser_digest);
--> statement-breakpoint
CREATE INDEX shop_install_expires ON shop_install (expires_at);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_install TO crossdock_system;
