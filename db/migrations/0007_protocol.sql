ALTER TABLE "push" ADD COLUMN "chosen_lines" jsonb;--> statement-breakpoint
ALTER TABLE "push" ADD COLUMN "request_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "push_request" ON "push" USING btree ("organization_id","order_id","request_key");--> statement-breakpoint
ALTER TABLE "store" ADD COLUMN "resend_absent" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "store" ADD COLUMN "offer_next" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "push_leg_due" ON "push_leg" USING btree ("not_before") WHERE "not_before" IS NOT NULL;
