CREATE TABLE "assignment_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"provinces" text[] DEFAULT '{}' NOT NULL,
	"platforms" text[] DEFAULT '{}' NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"skus" text[] DEFAULT '{}' NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_apps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"name" text NOT NULL,
	"actor_kind" text DEFAULT 'channel' NOT NULL,
	"grants" text[] DEFAULT '{}' NOT NULL,
	"push_key" text NOT NULL,
	"fields" "bytea" NOT NULL,
	"endpoints" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_apps_push_key_unique" UNIQUE("push_key")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"sku" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"barcode" text,
	"exempt" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"app_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"name" text NOT NULL,
	"native_number" text NOT NULL,
	"address" text,
	"fields" "bytea" NOT NULL,
	"field_names" text[] DEFAULT '{}' NOT NULL,
	"token_expires_at" timestamp with time zone,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shops_app_native" UNIQUE("app_id","native_number")
);
--> statement-breakpoint
CREATE TABLE "warehouses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"province" text NOT NULL,
	"city" text NOT NULL,
	"address" text NOT NULL,
	"time_zone" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "warehouses_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "catch_ups" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"up_to" timestamp with time zone NOT NULL,
	"last_run_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "channel_events" (
	"app_id" uuid NOT NULL,
	"key" text NOT NULL,
	"id" bigint NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"topic" text NOT NULL,
	"order_number" text,
	"shop_number" text,
	"state" text NOT NULL,
	"verdict" text,
	"order_id" text,
	"error" text,
	"unmapped" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"applied_at" timestamp with time zone,
	"repeats" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "channel_events_app_id_key_pk" PRIMARY KEY("app_id","key"),
	CONSTRAINT "channel_events_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "missed_changes" (
	"shop_id" uuid NOT NULL,
	"order_number" text NOT NULL,
	"version" bigint NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "missed_changes_shop_id_order_number_version_pk" PRIMARY KEY("shop_id","order_number","version")
);
--> statement-breakpoint
CREATE TABLE "push_refusals" (
	"app_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"address" text NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "push_refusals_app_id_hour_reason_address_pk" PRIMARY KEY("app_id","hour","reason","address")
);
--> statement-breakpoint
CREATE TABLE "raw_events" (
	"received_at" timestamp with time zone NOT NULL,
	"id" bigint NOT NULL,
	"app_id" uuid NOT NULL,
	"address" text,
	"body" "bytea" NOT NULL,
	CONSTRAINT "raw_events_received_at_id_pk" PRIMARY KEY("received_at","id")
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "status_maps" (
	"platform" text NOT NULL,
	"axis" text NOT NULL,
	"native" text NOT NULL,
	"version" integer NOT NULL,
	"label" text NOT NULL,
	"standard" text,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "status_maps_platform_axis_native_version_pk" PRIMARY KEY("platform","axis","native","version")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"tier" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"armed_at" timestamp with time zone NOT NULL,
	"fired_at" timestamp with time zone,
	CONSTRAINT "deadlines_subject_kind_tier_pk" PRIMARY KEY("subject","kind","tier")
);
--> statement-breakpoint
CREATE TABLE "after_sales" (
	"order_id" text NOT NULL,
	"native_number" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"native_status" text NOT NULL,
	"version" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"whole_order" boolean NOT NULL,
	"respond_by" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "after_sales_order_id_native_number_pk" PRIMARY KEY("order_id","native_number")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"recorded_at" timestamp with time zone NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" text,
	"seq" integer,
	"verdict" text NOT NULL,
	"reason" text,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"app_id" uuid,
	"address" text,
	"event_id" bigint,
	"topic" text,
	"native_status" text,
	"before" jsonb,
	"claimed" jsonb,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempts_recorded_at_id_pk" PRIMARY KEY("recorded_at","id")
) PARTITION BY RANGE ("recorded_at");
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"shop_id" uuid NOT NULL,
	"native_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customers_native" UNIQUE("platform","shop_id","native_id")
);
--> statement-breakpoint
CREATE TABLE "order_feed" (
	"position" bigint PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"seq" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_feed_queue" (
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"order_id" text NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "order_feed_queue_xid_order_id_seq_pk" PRIMARY KEY("xid","order_id","seq")
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"order_id" text NOT NULL,
	"seq" integer NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"app_id" uuid,
	"event_id" bigint,
	"cause" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"patch" jsonb NOT NULL,
	"implied" text[] NOT NULL,
	"effects" text[] NOT NULL,
	"changes" text[] NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"chain" "bytea" NOT NULL,
	CONSTRAINT "order_events_order_id_seq_pk" PRIMARY KEY("order_id","seq")
) PARTITION BY HASH ("order_id");
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"order_id" text NOT NULL,
	"line_number" text NOT NULL,
	"position" integer NOT NULL,
	"item_number" text NOT NULL,
	"sku" text,
	"title" text NOT NULL,
	"quantity" integer NOT NULL,
	"price_fen" bigint NOT NULL,
	CONSTRAINT "order_lines_order_id_line_number_pk" PRIMARY KEY("order_id","line_number")
);
--> statement-breakpoint
CREATE TABLE "order_links" (
	"order_id" text NOT NULL,
	"app_id" uuid NOT NULL,
	"native_number" text NOT NULL,
	"reported_status" text,
	"reported_version" bigint,
	"reported_at" timestamp with time zone,
	"told_status" text,
	"told_at" timestamp with time zone,
	CONSTRAINT "order_links_order_id_app_id_pk" PRIMARY KEY("order_id","app_id")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"platform" text NOT NULL,
	"shop_id" uuid NOT NULL,
	"native_number" text NOT NULL,
	"state" text NOT NULL,
	"shown" text NOT NULL,
	"signed" boolean NOT NULL,
	"refunded" boolean NOT NULL,
	"holds" jsonb NOT NULL,
	"hold_reasons" text[] NOT NULL,
	"native_status" text NOT NULL,
	"source_version" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"currency" text NOT NULL,
	"customer_id" uuid,
	"warehouse_id" uuid,
	"warehouse_reason" text,
	"receiver_version" integer NOT NULL,
	"receiver_mac" text,
	"lines_hash" text NOT NULL,
	"province" text,
	"line_summary" text NOT NULL,
	"item_count" integer NOT NULL,
	"buyer_nick" text,
	"buyer_memo" text,
	"seller_memo" text,
	"ordered_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"shipped_at" timestamp with time zone,
	"ship_by" timestamp with time zone,
	"locked_until" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"chain" "bytea" NOT NULL,
	CONSTRAINT "orders_native" UNIQUE("native_number","shop_id","platform")
);
--> statement-breakpoint
CREATE TABLE "receiver_keys" (
	"order_id" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receivers" (
	"order_id" text NOT NULL,
	"version" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"phone_mac" "bytea",
	"tail_mac" "bytea",
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "receivers_order_id_version_pk" PRIMARY KEY("order_id","version")
);
--> statement-breakpoint
CREATE TABLE "shipment_lines" (
	"shipment_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"line_number" text NOT NULL,
	CONSTRAINT "shipment_lines_shipment_id_order_id_line_number_pk" PRIMARY KEY("shipment_id","order_id","line_number")
);
--> statement-breakpoint
CREATE TABLE "shipment_traces" (
	"shipment_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"native_status" text NOT NULL,
	"trace" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "shipment_traces_shipment_id_occurred_at_native_status_pk" PRIMARY KEY("shipment_id","occurred_at","native_status")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"carrier" text NOT NULL,
	"waybill" text NOT NULL,
	"trace" text NOT NULL,
	"trace_at" timestamp with time zone,
	"trace_text" text,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipments_waybill" UNIQUE("carrier","waybill")
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"fence" bigint NOT NULL,
	"note" text,
	"taken_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text,
	"display_username" text,
	"role" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"last_sign_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email"),
	CONSTRAINT "staff_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "staff_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "staff_rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "assignment_rules" ADD CONSTRAINT "assignment_rules_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_app_id_channel_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."channel_apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_lines" ADD CONSTRAINT "shipment_lines_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_traces" ADD CONSTRAINT "shipment_traces_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "products_category" ON "products" USING btree ("category","sku");--> statement-breakpoint
CREATE INDEX "products_barcode" ON "products" USING btree ("barcode");--> statement-breakpoint
CREATE INDEX "channel_events_pending" ON "channel_events" USING btree ("id") WHERE state in ('pending', 'failed');--> statement-breakpoint
CREATE INDEX "channel_events_waiting" ON "channel_events" USING btree ("order_number") WHERE state in ('waiting', 'unmapped');--> statement-breakpoint
CREATE INDEX "channel_events_by_app" ON "channel_events" USING btree ("app_id","received_at");--> statement-breakpoint
CREATE INDEX "missed_changes_time" ON "missed_changes" USING btree ("found_at");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("due_at") WHERE state = 'armed';--> statement-breakpoint
CREATE INDEX "attempts_order" ON "attempts" USING btree ("order_id","recorded_at");--> statement-breakpoint
CREATE INDEX "attempts_app" ON "attempts" USING btree ("app_id","recorded_at");--> statement-breakpoint
CREATE INDEX "attempts_repeat" ON "attempts" USING btree ("event_id") WHERE order_id is null;--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "order_links_native" ON "order_links" USING btree ("native_number");--> statement-breakpoint
CREATE INDEX "orders_by_time" ON "orders" USING btree ("ordered_at","id");--> statement-breakpoint
CREATE INDEX "orders_by_shown" ON "orders" USING btree ("shown","ordered_at","id");--> statement-breakpoint
CREATE INDEX "orders_by_shop" ON "orders" USING btree ("shop_id","ordered_at","id");--> statement-breakpoint
CREATE INDEX "orders_by_warehouse" ON "orders" USING btree ("warehouse_id","ordered_at","id");--> statement-breakpoint
CREATE INDEX "orders_held" ON "orders" USING btree ("ordered_at","id") WHERE hold_reasons <> '{}';--> statement-breakpoint
CREATE INDEX "receivers_tail" ON "receivers" USING btree ("tail_mac");--> statement-breakpoint
CREATE INDEX "receivers_phone" ON "receivers" USING btree ("phone_mac");--> statement-breakpoint
CREATE INDEX "shipment_lines_order" ON "shipment_lines" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "shipments_by_waybill" ON "shipments" USING btree ("waybill");--> statement-breakpoint
CREATE INDEX "staff_accounts_user" ON "staff_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_user" ON "staff_sessions" USING btree ("user_id");