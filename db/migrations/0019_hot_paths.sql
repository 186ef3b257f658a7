-- Each page and each change of a mapping reads by these; without them PostgreSQL reads the whole table.
CREATE INDEX "source_order_order" ON "source_order" USING btree ("organization_id","order_id");
--> statement-breakpoint
CREATE INDEX "line_item_variant" ON "line_item" USING btree ("organization_id","variant_gid");
--> statement-breakpoint
-- The few deliveries of an installation that people see: most are processed, and not in this index.
CREATE INDEX "delivery_shown" ON "delivery" USING btree ("installation_id","received_at" DESC) WHERE state IN ('waiting', 'parked', 'ignored');
