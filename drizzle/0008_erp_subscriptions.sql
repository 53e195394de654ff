CREATE TABLE "erp_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"erp_id" uuid NOT NULL,
	"url" text NOT NULL,
	"types" text[] NOT NULL,
	"sealed" "bytea" NOT NULL,
	"position" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "erp_subscriptions" ADD CONSTRAINT "erp_subscriptions_erp_id_erps_id_fk" FOREIGN KEY ("erp_id") REFERENCES "public"."erps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erp_subscriptions_erp" ON "erp_subscriptions" USING btree ("erp_id");