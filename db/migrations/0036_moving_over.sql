-- What shows that another app pushes orders to the same source store: ids, numbers and marks, never personal data.
CREATE TABLE other_app_look (
	organization_id text NOT NULL,
	connection_id text NOT NULL,
	source_store_id text NOT NULL,
	requested_at timestamp (3) with time zone NOT NULL,
	due_at timestamp (3) with time zone,
	resume_after text,
	resume_since timestamp (3) with time zone,
	resume_began_at timestamp (3) with time zone,
	looked_at timestamp (3) with time zone,
	finished_at timestamp (3) with time zone,
	failure_code text,
	watched_until timestamp (3) with time zone,
	CONSTRAINT other_app_look_pk PRIMARY KEY (organization_id, connection_id),
	CONSTRAINT other_app_look_connection FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id)
);
--> statement-breakpoint
CREATE INDEX other_app_look_due ON other_app_look (due_at) WHERE due_at IS NOT NULL;
--> statement-breakpoint
ALTER TABLE other_app_look ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE other_app_look FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON other_app_look FOR ALL TO crossdock_app USING (organization_id = current_setting('app.organization_id', true)) WITH CHECK (organization_id = current_setting('app.organization_id', true));
--> statement-breakpoint
-- The sweeper finds due looks of every organization.
CREATE POLICY system ON other_app_look FOR SELECT TO crossdock_system USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON other_app_look TO crossdock_app;
--> statement-breakpoint
GRANT SELECT (organization_id, connection_id, source_store_id, due_at) ON other_app_look TO crossdock_system;
--> statement-breakpoint
CREATE TABLE other_app_order (
	organization_id text NOT NULL,
	id text NOT NULL,
	connection_id text NOT NULL,
	destination_store_id text NOT NULL,
	source_store_id text NOT NULL,
	shopify_gid text NOT NULL,
	name text NOT NULL,
	placed_at timestamp (3) with time zone NOT NULL,
	cancelled_at timestamp (3) with time zone,
	app text,
	mark text NOT NULL,
	order_gid text,
	order_name text,
	seen_at timestamp (3) with time zone NOT NULL,
	dismissed_at timestamp (3) with time zone,
	dismissed_by_label text,
	CONSTRAINT other_app_order_pk PRIMARY KEY (organization_id, id),
	CONSTRAINT other_app_order_connection FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
	CONSTRAINT other_app_order_mark CHECK (mark IN ('attribute', 'tag', 'note', 'source_identifier', 'po_number')),
	CONSTRAINT other_app_order_reference CHECK (order_gid IS NOT NULL OR order_name IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX other_app_order_once ON other_app_order (organization_id, connection_id, shopify_gid);
--> statement-breakpoint
CREATE INDEX other_app_order_gid ON other_app_order (organization_id, destination_store_id, order_gid);
--> statement-breakpoint
CREATE INDEX other_app_order_name ON other_app_order (organization_id, destination_store_id, order_name) WHERE order_gid IS NULL;
--> statement-breakpoint
CREATE INDEX other_app_order_recent ON other_app_order (organization_id, connection_id, placed_at);
--> statement-breakpoint
ALTER TABLE other_app_order ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE other_app_order FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON other_app_order FOR ALL TO crossdock_app USING (organization_id = current_setting('app.organization_id', true)) WITH CHECK (organization_id = current_setting('app.organization_id', true));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON other_app_order TO crossdock_app;
--> statement-breakpoint
-- A leg whose source order another app created; a user linked it. Its lines carry no ids of ours.
ALTER TABLE push_leg ADD COLUMN linked boolean NOT NULL DEFAULT false;
--> statement-breakpoint
ALTER TABLE "order" DROP CONSTRAINT order_attention;
--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT order_attention CHECK (attention IN ('uncertain', 'rejected', 'other_app', 'second_source_order',
  'address_changed', 'shipping_changed', 'over_pushed', 'shipped_early', 'supplier_ended', 'supplier_changed',
  'variant_mismatch', 'held', 'stopped', 'parked'));
