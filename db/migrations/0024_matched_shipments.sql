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
