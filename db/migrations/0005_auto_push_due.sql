-- An order that automatic push has still to look at. The event that asks for it may be lost; this row is not.
ALTER TABLE "order" ADD COLUMN auto_push_due_at timestamptz;
--> statement-breakpoint
CREATE INDEX order_auto_push_due ON "order" (auto_push_due_at) WHERE auto_push_due_at IS NOT NULL;
