CREATE TABLE "erasures" (
	"order_id" text PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone NOT NULL,
	"erased_by" text NOT NULL,
	"chain_before" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures_due" (
	"order_id" text PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone NOT NULL,
	"erased_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "raw_events" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "raw_events" ADD COLUMN "body_length" integer;--> statement-breakpoint
ALTER TABLE "raw_events" ADD COLUMN "body_hash" "bytea";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "erased_at" timestamp with time zone;