ALTER TABLE "order_links" ADD COLUMN "by_erp" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "order_links" SET "by_erp" = true WHERE "app_id" IN (SELECT "id" FROM "erps");--> statement-breakpoint
CREATE INDEX "order_links_erp_number" ON "order_links" USING btree ("native_number") WHERE by_erp;
