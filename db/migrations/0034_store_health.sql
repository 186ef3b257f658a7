-- Webhook subscriptions are checked daily, after silence and after outages; the last result is shown.
ALTER TABLE installation ADD COLUMN checked_at timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE installation ADD COLUMN subscription_report jsonb;
--> statement-breakpoint
-- Earlier versions stored null for a shop that needs no retry. Each shop is checked once after the upgrade.
UPDATE installation SET subscribe_at = 'epoch';
--> statement-breakpoint
ALTER TABLE installation ALTER COLUMN subscribe_at SET DEFAULT 'epoch', ALTER COLUMN subscribe_at SET NOT NULL;
--> statement-breakpoint
CREATE INDEX installation_check ON installation (subscribe_at, id) WHERE state = 'active' AND trips = 0;
--> statement-breakpoint
-- When each part of Crossdock last reported that it runs, and the last time in which it did not.
CREATE TABLE heartbeat (
	part text PRIMARY KEY,
	beat_at timestamp (3) with time zone NOT NULL,
	gap_from timestamp (3) with time zone,
	gap_until timestamp (3) with time zone
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON heartbeat TO crossdock_system;
--> statement-breakpoint
-- Since when Shopify withholds an order's customer data, of when the kept data is, and when the order is read again.
ALTER TABLE "order" ADD COLUMN withheld_since timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN contact_as_of timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN reread_at timestamp (3) with time zone;
--> statement-breakpoint
CREATE INDEX order_withheld ON "order" (organization_id, store_id, reread_at) WHERE reread_at IS NOT NULL;
