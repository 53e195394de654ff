ALTER TABLE "orders" ADD COLUMN "seller_flag" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "seller_flag_label" text;--> statement-breakpoint
CREATE INDEX "orders_flagged" ON "orders" USING btree ("seller_flag","ordered_at","id") WHERE seller_flag is not null;