ALTER TABLE "scans" ADD COLUMN "later_by" text;--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("warehouse_id","ship_by") WHERE state in ('to_ship', 'packing', 'part_shipped');--> statement-breakpoint
CREATE INDEX "parcel_loads_time" ON "parcel_loads" USING brin ("loaded_at");