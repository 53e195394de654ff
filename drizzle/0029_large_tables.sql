DROP INDEX "channel_events_open";--> statement-breakpoint
DROP INDEX "order_lines_sku";--> statement-breakpoint
DROP INDEX "order_links_native";--> statement-breakpoint
DROP INDEX "orders_open";--> statement-breakpoint
DROP INDEX "packed_items_serial";--> statement-breakpoint
DROP INDEX "parcel_loads_time";--> statement-breakpoint
CREATE INDEX "channel_events_aside" ON "channel_events" USING btree ("id") WHERE state in ('waiting', 'unmapped', 'unparsed');--> statement-breakpoint
CREATE INDEX "channel_events_of_number" ON "channel_events" USING btree ("order_number","id") WHERE state <> 'done' or order_id is null;--> statement-breakpoint
CREATE INDEX "deliveries_cancelled" ON "deliveries" USING btree ("id") WHERE state = 'cancelled';--> statement-breakpoint
CREATE INDEX "deliveries_route" ON "deliveries" USING btree ("route","id");--> statement-breakpoint
CREATE INDEX "erp_requests_erp" ON "erp_requests" USING btree ("erp_id","id");--> statement-breakpoint
CREATE INDEX "orders_not_left" ON "orders" USING btree ("warehouse_id","ship_by") WHERE state in ('pending_payment', 'to_ship', 'packing', 'part_shipped');--> statement-breakpoint
CREATE INDEX "packed_items_serial_number" ON "packed_items" USING btree ("serial") WHERE serial is not null;--> statement-breakpoint
CREATE INDEX "scans_time" ON "scans" USING brin ("received_at") WITH (autosummarize=true);