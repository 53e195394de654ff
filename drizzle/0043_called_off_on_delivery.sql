DROP INDEX "orders_called_off";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "called_off" boolean;--> statement-breakpoint
CREATE INDEX "orders_called_off" ON "orders" USING btree ("warehouse_id","updated_at") WHERE state = 'cancelled' and (paid_at is not null or called_off);