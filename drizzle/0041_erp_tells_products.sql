ALTER TABLE "erp_requests" ADD COLUMN "products" jsonb;--> statement-breakpoint
ALTER TABLE "erps" ADD COLUMN "may_tell_products" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "erps" ADD COLUMN "products_told_at" timestamp with time zone;