-- What Shopify holds, has scheduled, or calls risky. Orders that were stored before learn it with their next read.
ALTER TABLE "order" ADD COLUMN "risk_level" text, ADD COLUMN "risk_recommendation" text;
--> statement-breakpoint
ALTER TABLE "line_item" ADD COLUMN "not_ready" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
-- The webhook subscriptions that the shop has, as a digest of what Crossdock asks for, and when they are checked next.
ALTER TABLE "installation" ADD COLUMN "subscriptions" text, ADD COLUMN "subscribe_at" timestamptz(3);
