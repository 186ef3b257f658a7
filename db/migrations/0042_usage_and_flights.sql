-- Calls to a shop and the points that they took, per day in UTC: those of `usage_day` first, then of the six days before.
ALTER TABLE installation
	ADD COLUMN usage_day date,
	ADD COLUMN usage_calls integer[] NOT NULL DEFAULT '{0,0,0,0,0,0,0}',
	ADD COLUMN usage_points integer[] NOT NULL DEFAULT '{0,0,0,0,0,0,0}';
--> statement-breakpoint
-- The sends in flight of a connection are found by two indexes: those that are open, and those that are not shipped.
CREATE INDEX push_leg_flight ON push_leg (organization_id, connection_id, created_at DESC) WHERE state IN ('planned', 'claimed', 'uncertain');
--> statement-breakpoint
ALTER TABLE source_order ADD COLUMN connection_id text;
--> statement-breakpoint
-- The login owns the tables, but row-level security hides every row from it.
ALTER TABLE source_order NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE push_leg NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE source_order s SET connection_id = l.connection_id FROM push_leg l
WHERE l.organization_id = s.organization_id AND l.id = s.leg_id;
--> statement-breakpoint
ALTER TABLE source_order FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE push_leg FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE source_order ALTER COLUMN connection_id SET NOT NULL;
--> statement-breakpoint
CREATE INDEX source_order_unshipped ON source_order (organization_id, connection_id, created_at DESC) WHERE NOT duplicate AND cancelled_at IS NULL AND fulfillment_status IS DISTINCT FROM 'FULFILLED';
