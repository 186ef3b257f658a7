-- Audit verbs have one spelling: a noun, a dot, and a past participle with what it needs.
-- The login owns the table, but row-level security hides every row from it.
ALTER TABLE "audit_entry" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "audit_entry" SET "verb" = CASE "verb"
  WHEN 'leg.uncertain' THEN 'leg.marked_uncertain'
  WHEN 'leg.second_source_order' THEN 'leg.duplicate_found'
  WHEN 'run.cancel-asked' THEN 'run.cancel_requested'
  WHEN 'run.retry-asked' THEN 'run.retry_requested'
END
WHERE "verb" IN ('leg.uncertain', 'leg.second_source_order', 'run.cancel-asked', 'run.retry-asked');
--> statement-breakpoint
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;
