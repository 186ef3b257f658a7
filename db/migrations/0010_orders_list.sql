-- The orders list at scale: what its tabs, filters and searches read, holds, and how each person likes the list.
-- Rows that exist have projection_version 0: the job "reproject" brings them up to date, some at a time.
ALTER TABLE "order" ADD COLUMN "attention" text;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "held_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "track" jsonb;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "projection_version" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Amount paid in thousandths, whatever the currency's minor unit is, so that amounts sort and compare.
ALTER TABLE "order" ADD COLUMN "paid_milli" bigint GENERATED ALWAYS AS ("net_payment" * CASE
  WHEN upper("currency") IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1000
  WHEN upper("currency") IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1
  ELSE 10 END) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT order_attention CHECK (attention IN ('uncertain', 'rejected', 'held', 'parked'));
--> statement-breakpoint
CREATE INDEX "order_attention_list" ON "order" USING btree ("organization_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "attention" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "order_paid" ON "order" USING btree ("organization_id","paid_milli" DESC NULLS LAST,"id" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "order_paid_tab" ON "order" USING btree ("organization_id","push_status","paid_milli" DESC NULLS LAST,"id" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "order_attention_paid" ON "order" USING btree ("organization_id","paid_milli" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "attention" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "order_projection" ON "order" USING btree ("projection_version","organization_id","id");
--> statement-breakpoint
-- One row per thing that an order can be filtered by ("tag:vip", "supplier:str_…"), with what tabs and order
-- of the list need, so that a page and a count are a range of one index.
CREATE TABLE "order_facet" (
	"organization_id" text NOT NULL,
	"order_id" text NOT NULL,
	"facet" text COLLATE "C" NOT NULL,
	"push_status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_facet_pk" PRIMARY KEY("organization_id","order_id","facet"),
	CONSTRAINT "order_facet_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "order"("organization_id","id")
);
--> statement-breakpoint
CREATE INDEX "order_facet_tab" ON "order_facet" USING btree ("organization_id","facet","push_status","created_at" DESC NULLS LAST,"order_id" DESC NULLS LAST);
--> statement-breakpoint
-- A hold keeps automatic push away until somebody releases it.
CREATE TABLE "order_hold" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"note" text,
	"held_at" timestamp (3) with time zone NOT NULL,
	"held_by" text NOT NULL,
	"held_by_label" text NOT NULL,
	"released_at" timestamp (3) with time zone,
	"released_by" text,
	"released_by_label" text,
	CONSTRAINT "order_hold_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "order_hold_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "order"("organization_id","id"),
	CONSTRAINT "order_hold_released" CHECK (("released_at" IS NULL) = ("released_by" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "order_hold_standing" ON "order_hold" USING btree ("organization_id","order_id") WHERE "released_at" IS NULL;
--> statement-breakpoint
CREATE INDEX "order_hold_by_order" ON "order_hold" USING btree ("organization_id","order_id");
--> statement-breakpoint
CREATE TABLE "list_preference" (
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"hidden_columns" text[] NOT NULL,
	"dense" boolean NOT NULL,
	CONSTRAINT "list_preference_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"user_label" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_view_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" USING btree ("organization_id","user_id","name");
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['order_facet', 'order_hold', 'list_preference', 'saved_view'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I FOR ALL TO crossdock_app USING (organization_id = current_setting(''app.organization_id'', true)) WITH CHECK (organization_id = current_setting(''app.organization_id'', true))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO crossdock_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT DELETE ON order_facet, saved_view TO crossdock_app;
--> statement-breakpoint
-- Words of a search are read newest first, and a bounded number of them. The owner of the tables sees no
-- tenant's rows while row-level security is forced, so it is lifted for the owner inside this transaction.
ALTER TABLE "order_token" ADD COLUMN "created_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "order" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "order_token" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "order_token" t SET created_at = o.created_at FROM "order" o WHERE o.organization_id = t.organization_id AND o.id = t.order_id;
--> statement-breakpoint
ALTER TABLE "order" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "order_token" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "order_token" ALTER COLUMN "created_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "order_token" DROP CONSTRAINT "order_token_organization_id_token_order_id_pk";
--> statement-breakpoint
DROP INDEX "order_token_order";
--> statement-breakpoint
ALTER TABLE "order_token" ADD CONSTRAINT "order_token_pk" PRIMARY KEY ("organization_id","order_id","token");
--> statement-breakpoint
CREATE INDEX "order_token_newest" ON "order_token" USING btree ("organization_id","token","created_at" DESC NULLS LAST,"order_id");
