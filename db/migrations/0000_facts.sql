CREATE TABLE "audit_entry" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_label" text NOT NULL,
	"verb" text NOT NULL,
	"noun" text NOT NULL,
	"noun_id" text NOT NULL,
	"order_id" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "audit_entry_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"merchant_ids" text[],
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "membership_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organization_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "line_item" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"shopify_gid" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"variant_title" text,
	"sku" text,
	"vendor" text,
	"variant_gid" text,
	"product_gid" text,
	"quantity" integer NOT NULL,
	"current_quantity" integer NOT NULL,
	"unfulfilled_quantity" integer NOT NULL,
	"fulfilled_by_others" integer NOT NULL,
	"requires_shipping" boolean NOT NULL,
	"gift_card" boolean NOT NULL,
	"tip" boolean NOT NULL,
	"unit_price" bigint NOT NULL,
	"properties" jsonb NOT NULL,
	CONSTRAINT "line_item_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "order" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"store_id" text NOT NULL,
	"merchant_id" text,
	"shopify_gid" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"closed_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"test" boolean NOT NULL,
	"financial_status" text,
	"fulfillment_status" text,
	"source_name" text,
	"currency" text NOT NULL,
	"net_payment" bigint NOT NULL,
	"current_total" bigint NOT NULL,
	"total" bigint NOT NULL,
	"subtotal" bigint NOT NULL,
	"total_shipping" bigint NOT NULL,
	"total_tax" bigint NOT NULL,
	"total_discounts" bigint NOT NULL,
	"total_received" bigint NOT NULL,
	"total_refunded" bigint NOT NULL,
	"total_outstanding" bigint NOT NULL,
	"tags" text[] NOT NULL,
	"shipping_method" text,
	"shipping_lines" jsonb NOT NULL,
	"contact_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"unreadable_at" timestamp (3) with time zone,
	"push_status" text NOT NULL,
	"status_reason" text,
	"synced_items" integer NOT NULL,
	"total_items" integer NOT NULL,
	"held_reasons" text[] NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "order_contact" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"customer_name" text,
	"email" text,
	"phone" text,
	"shipping_address" jsonb,
	"billing_address" jsonb,
	"note" text,
	"attributes" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "order_contact_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "order_token" (
	"organization_id" text NOT NULL,
	"token" text NOT NULL,
	"order_id" text NOT NULL,
	"personal" boolean NOT NULL,
	CONSTRAINT "order_token_organization_id_token_order_id_pk" PRIMARY KEY("organization_id","token","order_id")
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"operation" text NOT NULL,
	"subject_id" text NOT NULL,
	"order_id" text,
	"leg_id" text,
	"generation" integer DEFAULT 0 NOT NULL,
	"input" jsonb NOT NULL,
	"contact_id" text,
	"disclosed" text[] DEFAULT '{}' NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"outcome" text DEFAULT 'pending' NOT NULL,
	"error_code" text,
	"error_message" text,
	"answer" jsonb,
	CONSTRAINT "attempt_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "change_card" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"line_item_id" text,
	"leg_id" text,
	"quantity" integer,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	CONSTRAINT "change_card_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "disclosure" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"leg_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"source_store_id" text NOT NULL,
	"fields" text[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "disclosure_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "problem" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"store_id" text NOT NULL,
	"message" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"cleared_at" timestamp (3) with time zone,
	CONSTRAINT "problem_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "push" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"mode" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_label" text NOT NULL,
	"source_store_ids" text[],
	"reason" text,
	"cautions" text[] NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "push_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "push_leg" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"push_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"source_store_id" text NOT NULL,
	"state" text NOT NULL,
	"origin_mark" text NOT NULL,
	"carries_shipping" boolean NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"cause_code" text,
	"cause_message" text,
	"remedy" text,
	"not_before" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"state_changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "push_leg_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "push_leg_line" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"leg_id" text NOT NULL,
	"line_item_id" text NOT NULL,
	"quantity" integer NOT NULL,
	"asked_quantity" integer NOT NULL,
	"source_variant_gid" text NOT NULL,
	"ratio" integer NOT NULL,
	"source_line_gid" text,
	"live_units" integer,
	"shipped_units" integer,
	CONSTRAINT "push_leg_line_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "source_order" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"leg_id" text NOT NULL,
	"order_id" text NOT NULL,
	"source_store_id" text NOT NULL,
	"shopify_gid" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"financial_status" text,
	"fulfillment_status" text,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "source_order_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "app_credential" (
	"id" text PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"client_id" text NOT NULL,
	"secret_cipher" text NOT NULL,
	"previous_secret_cipher" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"app_credential_id" text NOT NULL,
	"shop_domain" text NOT NULL,
	"webhook_id" text NOT NULL,
	"event_id" text,
	"topic" text NOT NULL,
	"api_version" text,
	"triggered_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"installation_id" text,
	"body" "bytea",
	"state" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"processed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" text PRIMARY KEY NOT NULL,
	"app_credential_id" text NOT NULL,
	"shop_domain" text NOT NULL,
	"token_cipher" text NOT NULL,
	"scopes" text[] NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"plan" text,
	"bucket_maximum" double precision,
	"bucket_available" double precision,
	"bucket_rate" double precision,
	"bucket_at" timestamp (3) with time zone,
	"paused_until" timestamp (3) with time zone,
	"installed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "connection" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"destination_store_id" text NOT NULL,
	"source_store_id" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"auto_push" boolean DEFAULT true NOT NULL,
	"rank" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "connection_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "mapping" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"connection_id" text NOT NULL,
	"destination_variant_id" text NOT NULL,
	"source_variant_id" text NOT NULL,
	"rank" integer DEFAULT 1 NOT NULL,
	"ratio" integer DEFAULT 1 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mapping_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "merchant" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "merchant_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "store" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"merchant_id" text,
	"installation_id" text NOT NULL,
	"shop_domain" text NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"auto_push_since" timestamp (3) with time zone,
	"parts_allowed" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "store_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "variant" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"store_id" text NOT NULL,
	"shopify_gid" text NOT NULL,
	"title" text NOT NULL,
	"sku" text,
	"price" bigint NOT NULL,
	"currency" text NOT NULL,
	"requires_shipping" boolean NOT NULL,
	"taxable" boolean NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "variant_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_item" ADD CONSTRAINT "line_item_organization_id_order_id_order_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."order"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_organization_id_store_id_store_organization_id_id_fk" FOREIGN KEY ("organization_id","store_id") REFERENCES "public"."store"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_contact" ADD CONSTRAINT "order_contact_organization_id_order_id_order_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."order"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_token" ADD CONSTRAINT "order_token_organization_id_order_id_order_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."order"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_card" ADD CONSTRAINT "change_card_organization_id_order_id_order_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."order"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_organization_id_store_id_store_organization_id_id_fk" FOREIGN KEY ("organization_id","store_id") REFERENCES "public"."store"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push" ADD CONSTRAINT "push_organization_id_order_id_order_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."order"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_leg" ADD CONSTRAINT "push_leg_organization_id_order_id_order_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."order"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_leg" ADD CONSTRAINT "push_leg_organization_id_push_id_push_organization_id_id_fk" FOREIGN KEY ("organization_id","push_id") REFERENCES "public"."push"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_leg" ADD CONSTRAINT "push_leg_organization_id_connection_id_connection_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connection"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_leg" ADD CONSTRAINT "push_leg_organization_id_source_store_id_store_organization_id_id_fk" FOREIGN KEY ("organization_id","source_store_id") REFERENCES "public"."store"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_leg_line" ADD CONSTRAINT "push_leg_line_organization_id_leg_id_push_leg_organization_id_id_fk" FOREIGN KEY ("organization_id","leg_id") REFERENCES "public"."push_leg"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_leg_line" ADD CONSTRAINT "push_leg_line_organization_id_line_item_id_line_item_organization_id_id_fk" FOREIGN KEY ("organization_id","line_item_id") REFERENCES "public"."line_item"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_order" ADD CONSTRAINT "source_order_organization_id_leg_id_push_leg_organization_id_id_fk" FOREIGN KEY ("organization_id","leg_id") REFERENCES "public"."push_leg"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_app_credential_id_app_credential_id_fk" FOREIGN KEY ("app_credential_id") REFERENCES "public"."app_credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_installation_id_installation_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "installation_app_credential_id_app_credential_id_fk" FOREIGN KEY ("app_credential_id") REFERENCES "public"."app_credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_organization_id_destination_store_id_store_organization_id_id_fk" FOREIGN KEY ("organization_id","destination_store_id") REFERENCES "public"."store"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_organization_id_source_store_id_store_organization_id_id_fk" FOREIGN KEY ("organization_id","source_store_id") REFERENCES "public"."store"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping" ADD CONSTRAINT "mapping_organization_id_connection_id_connection_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connection"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping" ADD CONSTRAINT "mapping_organization_id_destination_variant_id_variant_organization_id_id_fk" FOREIGN KEY ("organization_id","destination_variant_id") REFERENCES "public"."variant"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping" ADD CONSTRAINT "mapping_organization_id_source_variant_id_variant_organization_id_id_fk" FOREIGN KEY ("organization_id","source_variant_id") REFERENCES "public"."variant"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant" ADD CONSTRAINT "merchant_organization_id_organization_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store" ADD CONSTRAINT "store_installation_id_installation_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store" ADD CONSTRAINT "store_organization_id_organization_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store" ADD CONSTRAINT "store_organization_id_merchant_id_merchant_organization_id_id_fk" FOREIGN KEY ("organization_id","merchant_id") REFERENCES "public"."merchant"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variant" ADD CONSTRAINT "variant_organization_id_store_id_store_organization_id_id_fk" FOREIGN KEY ("organization_id","store_id") REFERENCES "public"."store"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entry_order" ON "audit_entry" USING btree ("organization_id","order_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_user" ON "membership" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "membership_by_user" ON "membership" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempt_key" ON "sign_in_attempt" USING btree ("key","at");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "user" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "line_item_gid" ON "line_item" USING btree ("organization_id","order_id","shopify_gid");--> statement-breakpoint
CREATE UNIQUE INDEX "order_gid" ON "order" USING btree ("organization_id","store_id","shopify_gid");--> statement-breakpoint
CREATE INDEX "order_list" ON "order" USING btree ("organization_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_tab" ON "order" USING btree ("organization_id","push_status","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_store" ON "order" USING btree ("organization_id","store_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_contact_order" ON "order_contact" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "order_token_order" ON "order_token" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "attempt_subject" ON "attempt" USING btree ("organization_id","subject_id","started_at");--> statement-breakpoint
CREATE INDEX "attempt_order" ON "attempt" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "change_card_order" ON "change_card" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "disclosure_order" ON "disclosure" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "problem_store" ON "problem" USING btree ("organization_id","store_id");--> statement-breakpoint
CREATE INDEX "push_order" ON "push" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_leg_mark" ON "push_leg" USING btree ("origin_mark");--> statement-breakpoint
CREATE INDEX "push_leg_order" ON "push_leg" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "push_leg_open" ON "push_leg" USING btree ("state","state_changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "push_leg_line_once" ON "push_leg_line" USING btree ("organization_id","leg_id","line_item_id");--> statement-breakpoint
CREATE INDEX "push_leg_line_item" ON "push_leg_line" USING btree ("organization_id","line_item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "source_order_gid" ON "source_order" USING btree ("organization_id","source_store_id","shopify_gid");--> statement-breakpoint
CREATE INDEX "source_order_leg" ON "source_order" USING btree ("organization_id","leg_id");--> statement-breakpoint
CREATE UNIQUE INDEX "app_credential_handle" ON "app_credential" USING btree ("handle");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_once" ON "delivery" USING btree ("app_credential_id","shop_domain","webhook_id");--> statement-breakpoint
CREATE INDEX "delivery_open" ON "delivery" USING btree ("state","received_at");--> statement-breakpoint
CREATE INDEX "delivery_shop" ON "delivery" USING btree ("shop_domain","state");--> statement-breakpoint
CREATE UNIQUE INDEX "installation_shop" ON "installation" USING btree ("app_credential_id","shop_domain");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_event" ON "outbox" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "connection_pair" ON "connection" USING btree ("organization_id","destination_store_id","source_store_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mapping_pair" ON "mapping" USING btree ("organization_id","connection_id","destination_variant_id");--> statement-breakpoint
CREATE INDEX "mapping_destination" ON "mapping" USING btree ("organization_id","destination_variant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "store_shop" ON "store" USING btree ("organization_id","shop_domain");--> statement-breakpoint
CREATE INDEX "store_installation" ON "store" USING btree ("installation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "variant_gid" ON "variant" USING btree ("organization_id","store_id","shopify_gid");