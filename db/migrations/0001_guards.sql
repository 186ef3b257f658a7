-- Roles, row-level security and the guards that no code path can forget. Roles come from db/bootstrap.sql.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crossdock_app')
     OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crossdock_system') THEN
    RAISE EXCEPTION 'The roles crossdock_app and crossdock_system are missing. Run db/bootstrap.sql as a superuser first.';
  END IF;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO crossdock_app, crossdock_system;
--> statement-breakpoint
-- Tenant tables: everything for the app role under one policy; the ledger and the audit are never deleted from.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind = 'r'
             AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I FOR ALL TO crossdock_app USING (organization_id = current_setting(''app.organization_id'', true)) WITH CHECK (organization_id = current_setting(''app.organization_id'', true))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO crossdock_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['order_token', 'push_leg_line'] LOOP
    EXECUTE format('GRANT DELETE ON %I TO crossdock_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE UPDATE ON audit_entry, disclosure, order_contact FROM crossdock_app;
--> statement-breakpoint
GRANT INSERT, SELECT ON outbox TO crossdock_app;
--> statement-breakpoint
-- The system role sees all rows of the few tables that sign-in, intake, relay and sweepers need.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organization', 'membership', 'store', 'connection', 'order', 'push_leg', 'problem'] LOOP
    EXECUTE format('CREATE POLICY system ON %I FOR ALL TO crossdock_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON organization, membership, store, connection, "order", push_leg, problem TO crossdock_system;
--> statement-breakpoint
GRANT INSERT ON organization, membership TO crossdock_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", session, sign_in_attempt, app_credential, installation, delivery, outbox TO crossdock_system;
--> statement-breakpoint
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('owner', 'admin', 'operator', 'viewer'));
--> statement-breakpoint
ALTER TABLE store ADD CONSTRAINT store_state CHECK (state IN ('active', 'disconnected'));
--> statement-breakpoint
ALTER TABLE store ADD CONSTRAINT store_domain CHECK (shop_domain = lower(shop_domain) AND shop_domain LIKE '%.myshopify.com');
--> statement-breakpoint
ALTER TABLE connection ADD CONSTRAINT connection_state CHECK (state IN ('active', 'paused'));
--> statement-breakpoint
ALTER TABLE connection ADD CONSTRAINT connection_two_stores CHECK (destination_store_id <> source_store_id);
--> statement-breakpoint
ALTER TABLE mapping ADD CONSTRAINT mapping_ratio CHECK (ratio >= 1);
--> statement-breakpoint
ALTER TABLE installation ADD CONSTRAINT installation_state CHECK (state IN ('active', 'revoked'));
--> statement-breakpoint
ALTER TABLE delivery ADD CONSTRAINT delivery_state CHECK (state IN ('received', 'waiting', 'processed', 'ignored', 'parked'));
--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT order_push_status CHECK (push_status IN ('not_pushed', 'partially_pushed', 'pushed', 'cancelled', 'nothing_to_push'));
--> statement-breakpoint
ALTER TABLE push ADD CONSTRAINT push_mode CHECK (mode IN ('manual', 'automatic'));
--> statement-breakpoint
ALTER TABLE push_leg ADD CONSTRAINT push_leg_state CHECK (state IN ('planned', 'claimed', 'created', 'rejected', 'uncertain', 'skipped', 'superseded', 'recall_requested', 'recalled', 'ended'));
--> statement-breakpoint
ALTER TABLE push_leg ADD CONSTRAINT push_leg_lease CHECK ((state = 'claimed') = (lease_until IS NOT NULL));
--> statement-breakpoint
ALTER TABLE push_leg_line ADD CONSTRAINT push_leg_line_quantity CHECK (quantity >= 0 AND quantity <= asked_quantity AND ratio >= 1);
--> statement-breakpoint
ALTER TABLE attempt ADD CONSTRAINT attempt_outcome CHECK (outcome IN ('pending', 'created', 'refused', 'not_executed', 'indefinite', 'found', 'absent'));
--> statement-breakpoint
-- Words are matched with = and ^@ only, which use a btree in the C collation.
ALTER TABLE order_token ALTER COLUMN token TYPE text COLLATE "C";
--> statement-breakpoint
CREATE INDEX outbox_open ON outbox (created_at) WHERE sent_at IS NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX problem_standing ON problem (organization_id, store_id, kind) WHERE cleared_at IS NULL;
--> statement-breakpoint
-- Illegal moves of a leg are refused, whoever asks.
CREATE FUNCTION push_leg_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT ((OLD.state || '>' || NEW.state) = ANY (ARRAY[
    'planned>claimed', 'planned>skipped', 'planned>superseded', 'planned>created',
    'claimed>created', 'claimed>rejected', 'claimed>uncertain', 'claimed>planned',
    'uncertain>created', 'uncertain>planned', 'uncertain>skipped',
    'rejected>planned', 'rejected>skipped', 'rejected>superseded', 'rejected>created',
    'skipped>created', 'superseded>created',
    'created>recall_requested', 'created>ended',
    'recall_requested>recalled', 'recall_requested>created'])) THEN
    RAISE EXCEPTION 'push leg % may not move from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'push_leg_move';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER push_leg_move BEFORE UPDATE OF state ON push_leg FOR EACH ROW EXECUTE FUNCTION push_leg_move();
--> statement-breakpoint
-- Units of a line that may be ordered at all: what is current and neither shipped by others nor excluded.
CREATE FUNCTION line_target(org text, line text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN o.cancelled_at IS NOT NULL OR o.deleted_at IS NOT NULL THEN 0
    WHEN l.gift_card OR l.tip OR NOT l.requires_shipping THEN 0
    ELSE l.current_quantity - least(l.current_quantity, l.fulfilled_by_others)
  END
  FROM line_item l JOIN "order" o ON o.organization_id = l.organization_id AND o.id = l.order_id
  WHERE l.organization_id = org AND l.id = line
$$;
--> statement-breakpoint
CREATE FUNCTION line_taken(org text, line text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(CASE
    WHEN g.state IN ('planned', 'claimed', 'uncertain', 'rejected') THEN p.quantity
    WHEN g.state IN ('created', 'recall_requested') THEN greatest(coalesce(p.live_units, 0), coalesce(p.shipped_units, 0)) / p.ratio
    ELSE 0 END), 0)::integer
  FROM push_leg_line p JOIN push_leg g ON g.organization_id = p.organization_id AND g.id = p.leg_id
  WHERE p.organization_id = org AND p.line_item_id = line
$$;
--> statement-breakpoint
-- No plan may reserve more of a line than its target: on inserting or enlarging a reservation. The order row
-- is locked first, so that two plans with overlapping choices see each other.
CREATE FUNCTION reservation_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE leg_state text;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.quantity <= OLD.quantity AND NEW.line_item_id = OLD.line_item_id AND NEW.leg_id = OLD.leg_id THEN
    RETURN NULL;
  END IF;
  SELECT g.state INTO leg_state FROM push_leg g WHERE g.organization_id = NEW.organization_id AND g.id = NEW.leg_id;
  IF leg_state NOT IN ('planned', 'claimed', 'uncertain', 'rejected') THEN RETURN NULL; END IF;
  PERFORM 1 FROM "order" o JOIN line_item l ON l.organization_id = o.organization_id AND l.order_id = o.id
    WHERE l.organization_id = NEW.organization_id AND l.id = NEW.line_item_id FOR UPDATE OF o;
  IF line_taken(NEW.organization_id, NEW.line_item_id) > line_target(NEW.organization_id, NEW.line_item_id) THEN
    RAISE EXCEPTION 'line % would be ordered beyond its target', NEW.line_item_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reservation_within_target';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reservation_line AFTER INSERT OR UPDATE ON push_leg_line FOR EACH ROW EXECUTE FUNCTION reservation_line();
--> statement-breakpoint
-- No claim may carry more than the target either.
CREATE FUNCTION reservation_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  PERFORM 1 FROM "order" o WHERE o.organization_id = NEW.organization_id AND o.id = NEW.order_id FOR UPDATE;
  FOR line IN SELECT p.line_item_id FROM push_leg_line p
    WHERE p.organization_id = NEW.organization_id AND p.leg_id = NEW.id AND p.quantity > 0 LOOP
    IF line_taken(NEW.organization_id, line) > line_target(NEW.organization_id, line) THEN
      RAISE EXCEPTION 'claiming leg % would order line % beyond its target', NEW.id, line
        USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_within_target';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reservation_claim AFTER UPDATE OF state ON push_leg FOR EACH ROW
  WHEN (NEW.state = 'claimed' AND OLD.state <> 'claimed') EXECUTE FUNCTION reservation_claim();
--> statement-breakpoint
-- Live updates: ids only; whoever listens reads again under its own scope.
CREATE FUNCTION order_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('crossdock_order', NEW.organization_id || ' ' || NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_changed AFTER INSERT OR UPDATE ON "order" FOR EACH ROW EXECUTE FUNCTION order_changed();
