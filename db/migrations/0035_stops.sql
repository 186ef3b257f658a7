-- An emergency stop ends all writes to Shopify for an organization, a store or a connection until it is lifted.
CREATE TABLE emergency_stop (
	organization_id text NOT NULL,
	id text NOT NULL,
	level text NOT NULL,
	-- The id of the organization, store or connection.
	subject_id text NOT NULL,
	reason text NOT NULL,
	begun_at timestamp (3) with time zone NOT NULL,
	begun_by text NOT NULL,
	lifted_at timestamp (3) with time zone,
	lifted_by text,
	lift_reason text,
	CONSTRAINT emergency_stop_pk PRIMARY KEY (organization_id, id),
	CONSTRAINT emergency_stop_organization FOREIGN KEY (organization_id) REFERENCES organization (organization_id),
	CONSTRAINT emergency_stop_level CHECK (level IN ('organization', 'store', 'connection')),
	CONSTRAINT emergency_stop_lifted CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX emergency_stop_on ON emergency_stop (organization_id, subject_id) WHERE lifted_at IS NULL;
--> statement-breakpoint
ALTER TABLE emergency_stop ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE emergency_stop FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON emergency_stop FOR ALL TO crossdock_app USING (organization_id = current_setting('app.organization_id', true)) WITH CHECK (organization_id = current_setting('app.organization_id', true));
--> statement-breakpoint
-- The sweeper releases the legs that wait for lifted stops of every organization.
CREATE POLICY system ON emergency_stop FOR SELECT TO crossdock_system USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON emergency_stop TO crossdock_app;
--> statement-breakpoint
GRANT SELECT ON emergency_stop TO crossdock_system;
--> statement-breakpoint
ALTER TABLE "order" DROP CONSTRAINT order_attention;
--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT order_attention CHECK (attention IN ('uncertain', 'rejected', 'second_source_order',
  'address_changed', 'shipping_changed', 'over_pushed', 'shipped_early', 'supplier_ended', 'supplier_changed',
  'variant_mismatch', 'held', 'stopped', 'parked'));
--> statement-breakpoint
-- Stores can be paused. Connections can be requested, blocked and disconnected, with who did it, when and why.
ALTER TABLE store DROP CONSTRAINT store_state;
--> statement-breakpoint
ALTER TABLE store ADD CONSTRAINT store_state CHECK (state IN ('active', 'paused', 'disconnected'));
--> statement-breakpoint
ALTER TABLE connection DROP CONSTRAINT connection_state;
--> statement-breakpoint
ALTER TABLE connection ADD CONSTRAINT connection_state CHECK (state IN ('requested', 'active', 'paused', 'blocked', 'disconnected'));
--> statement-breakpoint
ALTER TABLE connection ADD COLUMN state_at timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE connection ADD COLUMN state_by text;
--> statement-breakpoint
ALTER TABLE connection ADD COLUMN state_reason text;
--> statement-breakpoint
-- A leg that is still sent after its connection or store was paused or disconnected.
ALTER TABLE push_leg ADD COLUMN finishes boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- Whether a new connection to a source store waits for approval, and the key by which it can be requested.
ALTER TABLE store ADD COLUMN approval text DEFAULT 'automatic' NOT NULL;
--> statement-breakpoint
ALTER TABLE store ADD CONSTRAINT store_approval CHECK (approval IN ('automatic', 'moderated'));
--> statement-breakpoint
ALTER TABLE store ADD COLUMN key_digest text;
--> statement-breakpoint
CREATE UNIQUE INDEX store_key ON store (organization_id, key_digest) WHERE key_digest IS NOT NULL;
--> statement-breakpoint
ALTER TABLE merchant ADD COLUMN archived_at timestamp (3) with time zone;
