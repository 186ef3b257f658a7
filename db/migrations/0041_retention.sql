-- Old rows are deleted in batches, oldest first, by these indexes.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_finished ON delivery (processed_at) WHERE state IN ('processed', 'ignored');
--> statement-breakpoint
CREATE INDEX session_expires ON session (expires_at);
--> statement-breakpoint
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);
--> statement-breakpoint
CREATE INDEX problem_cleared ON problem (cleared_at) WHERE cleared_at IS NOT NULL;
--> statement-breakpoint
GRANT DELETE ON problem TO crossdock_system;
--> statement-breakpoint
-- How many webhook requests with a wrong signature named an installation on a day. Anyone can send them, so there is one
-- row per installation and day, and nothing of the requests is stored.
CREATE TABLE refused_webhook (
	installation_id text NOT NULL,
	day date NOT NULL,
	requests integer NOT NULL,
	CONSTRAINT refused_webhook_pk PRIMARY KEY (installation_id, day),
	CONSTRAINT refused_webhook_installation FOREIGN KEY (installation_id) REFERENCES installation (id) ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX refused_webhook_day ON refused_webhook (day);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON refused_webhook TO crossdock_system;
