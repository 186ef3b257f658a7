-- How Shopify distributes an app. Apps that exist are custom apps. A public app asks for expiring tokens.
ALTER TABLE app_credential
	ADD COLUMN distribution text NOT NULL DEFAULT 'custom'
		CONSTRAINT app_credential_distribution CHECK (distribution IN ('custom', 'public')),
	ADD CONSTRAINT app_credential_public_tokens CHECK (distribution = 'custom' OR token_kind = 'expiring');
--> statement-breakpoint
-- Since when a permanent token is to be exchanged for an expiring one. It stays until the new token is stored.
ALTER TABLE installation
	ADD COLUMN exchange_requested_at timestamp (3) with time zone,
	ADD CONSTRAINT installation_exchange CHECK (exchange_requested_at IS NULL OR token_expires_at IS NULL);
--> statement-breakpoint
CREATE INDEX installation_exchange_requested ON installation (exchange_requested_at)
	WHERE exchange_requested_at IS NOT NULL;
--> statement-breakpoint
-- A renamed shop whose new domain is not known yet has a placeholder, when another shop has its former domain.
ALTER TABLE store DROP CONSTRAINT store_domain;
--> statement-breakpoint
ALTER TABLE store ADD CONSTRAINT store_domain CHECK (shop_domain = lower(shop_domain)
	AND (shop_domain LIKE '%.myshopify.com' OR shop_domain LIKE '%.renamed.invalid'));
