-- When the sweeper takes a delivery up again if nobody has finished it by then; null once it is over.
ALTER TABLE "delivery" ADD COLUMN "due_at" timestamp (3) with time zone;
--> statement-breakpoint
UPDATE "delivery" SET "due_at" = "received_at" + interval '1 minute' WHERE "state" IN ('received', 'waiting');
--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("due_at","id") WHERE "due_at" IS NOT NULL;
