-- What a shop told of an order's deletion, also when the order was not known then: a read or a look-up that began
-- before may still be stored.
CREATE TABLE "deletion" (
	"organization_id" text NOT NULL,
	"store_id" text NOT NULL,
	"shopify_gid" text NOT NULL,
	"heard_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deletion_pk" PRIMARY KEY("organization_id","store_id","shopify_gid"),
	CONSTRAINT "deletion_store" FOREIGN KEY ("organization_id","store_id") REFERENCES "store"("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE deletion ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE deletion FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON deletion FOR ALL TO crossdock_app USING (organization_id = current_setting('app.organization_id', true)) WITH CHECK (organization_id = current_setting('app.organization_id', true));
--> statement-breakpoint
GRANT SELECT, INSERT ON deletion TO crossdock_app;
