-- A leg and an attempt keep the code and the data of what went wrong; the texts are made when they are shown. Texts
-- that were stored before are kept.
ALTER TABLE "push_leg" ADD COLUMN "cause_data" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "error_data" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
-- The login owns the tables, but row-level security hides every row from it.
ALTER TABLE "push_leg" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "attempt" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "push_leg" SET "cause_code" = 'offered_next'
WHERE "state" = 'skipped' AND "cause_code" IS NULL AND "remedy" IS NOT NULL;
--> statement-breakpoint
UPDATE "push_leg" SET "cause_data" = jsonb_strip_nulls(jsonb_build_object('message', "cause_message", 'remedy', "remedy"))
WHERE "cause_message" IS NOT NULL;
--> statement-breakpoint
UPDATE "attempt" SET "error_data" = jsonb_build_object('message', "error_message") WHERE "error_message" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "push_leg" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "attempt" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_leg" DROP COLUMN "cause_message", DROP COLUMN "remedy";
--> statement-breakpoint
ALTER TABLE "attempt" DROP COLUMN "error_message";
