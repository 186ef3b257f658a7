-- A problem keeps its kind and data; its text is made when it is shown. Texts that cannot be made again are kept.
ALTER TABLE "problem" ADD COLUMN "data" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
-- The login owns the table, but row-level security hides every row from it.
ALTER TABLE "problem" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "problem" SET "data" = jsonb_build_object('message', "message")
WHERE "kind" NOT IN ('unauthorized', 'payment_required', 'forbidden', 'access_denied', 'locked', 'shop_inactive',
  'not_found', 'security_rejection', 'definition_missing', 'paused', 'app_uninstalled');
--> statement-breakpoint
ALTER TABLE "problem" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "problem" DROP COLUMN "message";
