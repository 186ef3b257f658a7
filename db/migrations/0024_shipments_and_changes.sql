-- Units that a source store shipped match units that the destination marks as shipped, unless these are known to be
-- the destination's own. Units of which a source store has a part are not ordered again.
ALTER TABLE "line_item" ADD COLUMN "own_shipped" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Orders that were pushed before: shipped units that were left out of their pushes stay left out.
ALTER TABLE "line_item" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_leg_line" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_leg" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
WITH shipped AS (
  SELECT l.organization_id, l.id, least(l.current_quantity, l.fulfilled_by_others) AS here, l.current_quantity AS current,
    line_taken(l.organization_id, l.id) AS taken
  FROM line_item l WHERE l.fulfilled_by_others > 0
)
UPDATE line_item l SET own_shipped = greatest(0, s.here - greatest(0, s.taken - (s.current - s.here)))
FROM shipped s WHERE s.organization_id = l.organization_id AND s.id = l.id AND s.taken > 0;
--> statement-breakpoint
ALTER TABLE "push_leg" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_leg_line" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "line_item" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE FUNCTION line_others(org text, line text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT s.here - least(greatest(0, s.here - s.own_shipped), s.at_source)
  FROM (
    SELECT least(l.current_quantity, l.fulfilled_by_others) AS here, l.own_shipped, (
      SELECT coalesce(sum(coalesce(p.shipped_units, 0) / p.ratio), 0)::integer
      FROM push_leg_line p JOIN push_leg g ON g.organization_id = p.organization_id AND g.id = p.leg_id
      WHERE p.organization_id = org AND p.line_item_id = line AND g.state IN ('created', 'recall_requested')
    ) AS at_source
    FROM line_item l WHERE l.organization_id = org AND l.id = line
  ) s
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION line_target(org text, line text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN o.cancelled_at IS NOT NULL OR o.deleted_at IS NOT NULL THEN 0
    WHEN l.gift_card OR l.tip OR NOT l.requires_shipping THEN 0
    ELSE l.current_quantity - line_others(org, line)
  END
  FROM line_item l JOIN "order" o ON o.organization_id = l.organization_id AND o.id = l.order_id
  WHERE l.organization_id = org AND l.id = line
$$;
--> statement-breakpoint
-- Destination units of which source orders have only a part, beyond `line_taken`. Parts of different ratios do not add up.
CREATE FUNCTION line_partial(org text, line text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum((parts.units + parts.ratio - 1) / parts.ratio), 0)::integer
  FROM (
    SELECT p.ratio, sum(greatest(coalesce(p.live_units, 0), coalesce(p.shipped_units, 0)) % p.ratio)::integer AS units
    FROM push_leg_line p JOIN push_leg g ON g.organization_id = p.organization_id AND g.id = p.leg_id
    WHERE p.organization_id = org AND p.line_item_id = line AND g.state IN ('created', 'recall_requested')
    GROUP BY p.ratio
  ) parts
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION reservation_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE leg_state text;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.quantity <= OLD.quantity AND NEW.line_item_id = OLD.line_item_id AND NEW.leg_id = OLD.leg_id THEN
    RETURN NULL;
  END IF;
  SELECT g.state INTO leg_state FROM push_leg g WHERE g.organization_id = NEW.organization_id AND g.id = NEW.leg_id;
  IF leg_state NOT IN ('planned', 'claimed', 'uncertain', 'rejected') THEN RETURN NULL; END IF;
  PERFORM 1 FROM "order" o JOIN line_item l ON l.organization_id = o.organization_id AND l.order_id = o.id
    WHERE l.organization_id = NEW.organization_id AND l.id = NEW.line_item_id FOR UPDATE OF o;
  IF line_taken(NEW.organization_id, NEW.line_item_id) + line_partial(NEW.organization_id, NEW.line_item_id)
    > line_target(NEW.organization_id, NEW.line_item_id) THEN
    RAISE EXCEPTION 'line % would be ordered beyond its target', NEW.line_item_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reservation_within_target';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION reservation_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  PERFORM 1 FROM "order" o WHERE o.organization_id = NEW.organization_id AND o.id = NEW.order_id FOR UPDATE;
  FOR line IN SELECT p.line_item_id FROM push_leg_line p
    WHERE p.organization_id = NEW.organization_id AND p.leg_id = NEW.id AND p.quantity > 0 LOOP
    IF line_taken(NEW.organization_id, line) + line_partial(NEW.organization_id, line)
      > line_target(NEW.organization_id, line) THEN
      RAISE EXCEPTION 'claiming leg % would order line % beyond its target', NEW.id, line
        USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_within_target';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What a leg was last sent with, so that a later change is noticed.
ALTER TABLE "push_leg" ADD COLUMN "sent_contact_id" text, ADD COLUMN "sent_shipping" jsonb;
--> statement-breakpoint
-- A change card lasts until its difference is gone, also when a user has acknowledged it.
ALTER TABLE "change_card" ADD COLUMN "data" jsonb DEFAULT '{}'::jsonb NOT NULL, ADD COLUMN "revision" integer DEFAULT 1 NOT NULL,
  ADD COLUMN "ended_at" timestamp with time zone, ADD COLUMN "answered_by" text, ADD COLUMN "answered_by_label" text;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "open_changes" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "unsynced_items" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "order" DROP CONSTRAINT order_attention;
--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT order_attention CHECK (attention IN ('uncertain', 'rejected', 'second_source_order',
  'address_changed', 'shipping_changed', 'over_pushed', 'shipped_early', 'supplier_ended', 'supplier_changed',
  'variant_mismatch', 'held', 'parked'));
--> statement-breakpoint
ALTER TABLE "order" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "change_card" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_leg" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "attempt" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "change_card" SET "ended_at" = "answered_at" WHERE "answered_at" IS NOT NULL;
--> statement-breakpoint
UPDATE "order" o SET "open_changes" = c.kinds
FROM (
  SELECT organization_id, order_id, array_agg(DISTINCT kind) AS kinds FROM change_card WHERE answered_at IS NULL
  GROUP BY organization_id, order_id
) c WHERE c.organization_id = o.organization_id AND c.order_id = o.id;
--> statement-breakpoint
UPDATE "push_leg" l SET "sent_contact_id" = a.contact_id, "sent_shipping" = CASE
  WHEN a.input #> '{order,shippingLines,0}' IS NOT NULL THEN jsonb_build_object(
    'title', a.input #>> '{order,shippingLines,0,title}', 'code', a.input #>> '{order,shippingLines,0,code}') END
FROM (
  SELECT DISTINCT ON (organization_id, subject_id) organization_id, subject_id, contact_id, input FROM attempt
  WHERE operation = 'orderCreate' AND contact_id IS NOT NULL ORDER BY organization_id, subject_id, generation DESC
) a WHERE a.organization_id = l.organization_id AND a.subject_id = l.id;
--> statement-breakpoint
ALTER TABLE "attempt" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_leg" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "change_card" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "order" FORCE ROW LEVEL SECURITY;
