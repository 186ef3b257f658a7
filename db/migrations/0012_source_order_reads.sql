-- A source order that was recorded from an old answer is read once more; until that is done it is due.
ALTER TABLE "source_order" ADD COLUMN "read_due_at" timestamp (3) with time zone;
--> statement-breakpoint
CREATE INDEX "source_order_read_due" ON "source_order" USING btree ("read_due_at","id") WHERE "read_due_at" IS NOT NULL;
--> statement-breakpoint
-- The sweeper finds those whose event was lost.
CREATE POLICY system ON source_order FOR SELECT TO crossdock_system USING (true);
--> statement-breakpoint
GRANT SELECT (organization_id, id, order_id, source_store_id, shopify_gid, read_due_at) ON source_order TO crossdock_system;
