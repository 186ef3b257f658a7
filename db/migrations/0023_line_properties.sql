-- The properties of an order's lines (engravings, gift texts) are personal data. They move from the lines, and from the
-- inputs in the ledger, to the versions of the order's contact, so that they are erased with it.
ALTER TABLE "order_contact" ADD COLUMN "line_properties" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
-- The login owns the tables, but row-level security hides every row from it.
ALTER TABLE "order_contact" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "line_item" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "attempt" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "disclosure" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Which version of the contact came with which properties was not stored: every version gets the properties of today.
UPDATE "order_contact" c SET "line_properties" = l."properties"
FROM (
  SELECT "organization_id", "order_id", jsonb_object_agg("shopify_gid", "properties") AS "properties"
  FROM "line_item" WHERE "properties" <> '[]'::jsonb GROUP BY "organization_id", "order_id"
) l
WHERE c."organization_id" = l."organization_id" AND c."order_id" = l."order_id";
--> statement-breakpoint
CREATE TEMPORARY TABLE "sent_properties" ON COMMIT DROP AS
SELECT a."organization_id", a."id" FROM "attempt" a
WHERE a."operation" = 'orderCreate' AND jsonb_path_exists(
  a."input", '$.order.lineItems[*].properties[*] ? (@.name != "_crossdock_line")');
--> statement-breakpoint
UPDATE "disclosure" d SET "fields" = d."fields" || 'lineProperties'::text
FROM "sent_properties" s
WHERE d."organization_id" = s."organization_id" AND d."attempt_id" = s."id"
  AND NOT 'lineProperties' = ANY (d."fields");
--> statement-breakpoint
UPDATE "attempt" a SET
  "disclosed" = a."disclosed" || 'lineProperties'::text,
  "input" = jsonb_set(a."input", '{order,lineItems}', (
    SELECT jsonb_agg(jsonb_set(line."item", '{properties}', jsonb_path_query_array(
      line."item", '$.properties[*] ? (@.name == "_crossdock_line")')) ORDER BY line."position")
    FROM jsonb_array_elements(a."input" -> 'order' -> 'lineItems') WITH ORDINALITY AS line("item", "position")))
FROM "sent_properties" s
WHERE a."organization_id" = s."organization_id" AND a."id" = s."id";
--> statement-breakpoint
ALTER TABLE "order_contact" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "line_item" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "attempt" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "disclosure" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "line_item" DROP COLUMN "properties";
