-- The rest of an installation's budget: until when callers were told to come back, the development stores' limit
-- of order creates, and the circuit breaker (failures in a row; how often it opened since it was last closed).
ALTER TABLE installation
  ADD COLUMN queue_at timestamp (3) with time zone,
  ADD COLUMN create_limited boolean DEFAULT false NOT NULL,
  ADD COLUMN create_times timestamp (3) with time zone[] DEFAULT '{}' NOT NULL,
  ADD COLUMN failures integer DEFAULT 0 NOT NULL,
  ADD COLUMN trips integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
UPDATE installation SET create_limited = true WHERE lower(plan) ~ '\m(development|developer|trial)\M';
--> statement-breakpoint
-- Two small updates for each call: room in the page keeps them from growing the table and its indexes.
ALTER TABLE installation SET (fillfactor = 50);
--> statement-breakpoint
-- The breaker belongs to an installation, its problem to each organization that has the shop.
GRANT INSERT, UPDATE ON problem TO crossdock_system;
