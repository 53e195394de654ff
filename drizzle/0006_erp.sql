CREATE TABLE "erp_keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"erp_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "erp_requests" (
	"erp_id" uuid NOT NULL,
	"key" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "erp_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"body_hash" "bytea" NOT NULL,
	"address" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"writes" jsonb NOT NULL,
	"results" jsonb,
	"repeats" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "erp_requests_erp_id_key_pk" PRIMARY KEY("erp_id","key")
);
--> statement-breakpoint
CREATE TABLE "erps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"grants" text[] NOT NULL,
	"may_hold" boolean NOT NULL,
	"paused_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refusal_bursts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "refusal_bursts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" uuid,
	"source" text NOT NULL,
	"addresses" text[] NOT NULL,
	"reasons" text[] NOT NULL,
	"orders" text[] NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "erp_keys" ADD CONSTRAINT "erp_keys_erp_id_erps_id_fk" FOREIGN KEY ("erp_id") REFERENCES "public"."erps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erp_keys_erp" ON "erp_keys" USING btree ("erp_id");--> statement-breakpoint
CREATE INDEX "erp_requests_kept" ON "erp_requests" USING btree ("erp_id","id") WHERE results is null;--> statement-breakpoint
CREATE UNIQUE INDEX "refusal_bursts_open" ON "refusal_bursts" USING btree ("source") WHERE closed_at is null;