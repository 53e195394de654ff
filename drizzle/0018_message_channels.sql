CREATE TABLE "alert_receipts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_receipts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"alert_id" bigint NOT NULL,
	"channel_id" uuid,
	"staff_id" text,
	"state" text NOT NULL,
	"code" text,
	"delivery_id" bigint,
	"queued_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	CONSTRAINT "alert_receipts_once" UNIQUE NULLS NOT DISTINCT("alert_id","channel_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "message_audiences" (
	"channel_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"roles" text[] NOT NULL,
	CONSTRAINT "message_audiences_channel_id_kind_pk" PRIMARY KEY("channel_id","kind")
);
--> statement-breakpoint
CREATE TABLE "message_channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"fields" "bytea" NOT NULL,
	"field_names" text[] NOT NULL,
	"endpoints" jsonb NOT NULL,
	"last_code" text,
	"last_failed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_tokens" (
	"channel_id" uuid NOT NULL,
	"api" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_tokens_channel_id_api_pk" PRIMARY KEY("channel_id","api")
);
--> statement-breakpoint
CREATE TABLE "staff_contacts" (
	"staff_id" text PRIMARY KEY NOT NULL,
	"wecom_user_id" text,
	"dingtalk_user_id" text,
	"email" text,
	"locale" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alert_receipts" ADD CONSTRAINT "alert_receipts_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_receipts" ADD CONSTRAINT "alert_receipts_channel_id_message_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."message_channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_audiences" ADD CONSTRAINT "message_audiences_channel_id_message_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."message_channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_tokens" ADD CONSTRAINT "message_tokens_channel_id_message_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."message_channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_contacts" ADD CONSTRAINT "staff_contacts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_receipts_open" ON "alert_receipts" USING btree ("channel_id","staff_id","id") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "alert_receipts_delivery" ON "alert_receipts" USING btree ("delivery_id") WHERE delivery_id is not null;--> statement-breakpoint
CREATE INDEX "alerts_untold" ON "alerts" USING btree ("id") WHERE told_at is null and closed_at is null;