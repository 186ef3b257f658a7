-- Which webhooks were about an order, so that its timeline shows each of them, also those that told nothing new.
CREATE TABLE "order_delivery" (
	"organization_id" text NOT NULL,
	"order_id" text NOT NULL,
	"delivery_id" text NOT NULL,
	"store_id" text NOT NULL,
	"topic" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_delivery_pk" PRIMARY KEY("organization_id","order_id","delivery_id"),
	CONSTRAINT "order_delivery_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "order"("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE order_delivery ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE order_delivery FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON order_delivery FOR ALL TO crossdock_app USING (organization_id = current_setting('app.organization_id', true)) WITH CHECK (organization_id = current_setting('app.organization_id', true));
--> statement-breakpoint
GRANT SELECT, INSERT ON order_delivery TO crossdock_app;
