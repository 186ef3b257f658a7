-- Why an installation's circuit breaker is open: null after failures in a row, otherwise the code of the refusal.
ALTER TABLE "installation" ADD COLUMN "breaker_code" text;
--> statement-breakpoint
-- The installation whose open breaker a leg waits for. The sweeper does not look at such a leg until the breaker closes.
ALTER TABLE "push_leg" ADD COLUMN "waits_for" text;
--> statement-breakpoint
GRANT UPDATE (waits_for, not_before) ON "push_leg" TO crossdock_system;
--> statement-breakpoint
CREATE INDEX "push_leg_waits" ON "push_leg" USING btree ("waits_for","created_at") WHERE "waits_for" IS NOT NULL;
--> statement-breakpoint
-- The sweepers take what is due store by store, so that one store's backlog does not delay the others.
CREATE INDEX "push_leg_sweep" ON "push_leg" USING btree ("organization_id","source_store_id",(coalesce("not_before","state_changed_at")))
WHERE "waits_for" IS NULL AND ("state" IN ('planned', 'uncertain') OR ("state" IN ('skipped', 'superseded', 'created') AND "not_before" IS NOT NULL));
--> statement-breakpoint
DROP INDEX "push_leg_due";
--> statement-breakpoint
CREATE INDEX "order_auto_push_store" ON "order" USING btree ("organization_id","store_id","auto_push_due_at") WHERE "auto_push_due_at" IS NOT NULL;
--> statement-breakpoint
DROP INDEX "order_auto_push_due";
--> statement-breakpoint
CREATE INDEX "source_order_read_store" ON "source_order" USING btree ("organization_id","source_store_id","read_due_at") WHERE "read_due_at" IS NOT NULL;
--> statement-breakpoint
DROP INDEX "source_order_read_due";
--> statement-breakpoint
CREATE INDEX "delivery_due_shop" ON "delivery" USING btree ("installation_id","due_at","id") WHERE "due_at" IS NOT NULL;
--> statement-breakpoint
DROP INDEX "delivery_due";
--> statement-breakpoint
-- The lane in which a delivery is processed, so that a lane that stands still is found by an index.
ALTER TABLE "delivery" ADD COLUMN "lane" text;
--> statement-breakpoint
UPDATE "delivery" SET "lane" = CASE WHEN "topic" IN ('orders/create', 'orders/paid') THEN 'new_orders' ELSE 'changes' END
WHERE "state" IN ('received', 'waiting');
--> statement-breakpoint
DROP INDEX "delivery_open";
--> statement-breakpoint
CREATE INDEX "delivery_open" ON "delivery" USING btree ("installation_id","lane","state","received_at") WHERE "state" IN ('received', 'waiting', 'parked');
--> statement-breakpoint
CREATE INDEX "delivery_done" ON "delivery" USING btree ("installation_id","lane","processed_at") WHERE "processed_at" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "problem_open" ON "problem" USING btree ("kind") WHERE "cleared_at" IS NULL;
--> statement-breakpoint
-- Parked deliveries whose order could not be read are read again once a day.
UPDATE "delivery" SET "due_at" = now() WHERE "state" = 'parked' AND "reason" NOT IN ('not_json', 'nul');
--> statement-breakpoint
DROP INDEX "delivery_shop";
--> statement-breakpoint
-- Finds the first report of an event that arrives under several webhook ids.
CREATE INDEX "delivery_event" ON "delivery" USING btree ("shop_domain","event_id","topic");
