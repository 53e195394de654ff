CREATE TABLE "return_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"after_sale" text,
	"named_by" text NOT NULL,
	"named_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_arrivals" (
	"scan_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"after_sales" text[] NOT NULL,
	"waybill" text,
	"warehouse_id" uuid NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"inspect_by" timestamp with time zone,
	"inspected_at" timestamp with time zone,
	"inspection_id" uuid,
	CONSTRAINT "return_arrivals_scan_id_order_id_pk" PRIMARY KEY("scan_id","order_id")
);
--> statement-breakpoint
DROP INDEX "scans_returned";--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "inspect_hours" integer DEFAULT 4 NOT NULL;--> statement-breakpoint
CREATE INDEX "return_arrivals_order" ON "return_arrivals" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "return_arrivals_waybill" ON "return_arrivals" USING btree ("waybill") WHERE waybill is not null;--> statement-breakpoint
CREATE INDEX "return_arrivals_waiting" ON "return_arrivals" USING btree ("warehouse_id","inspect_by") WHERE inspected_at is null;--> statement-breakpoint
CREATE INDEX "return_arrivals_inspected" ON "return_arrivals" USING btree ("inspected_at") WHERE inspected_at is not null;--> statement-breakpoint
CREATE INDEX "after_sales_awaited" ON "after_sales" USING btree ("updated_at","work_order") WHERE work_order is not null and state in ('approved', 'goods_returning');--> statement-breakpoint
CREATE INDEX "scans_inspected" ON "scans" USING btree ("waybill") WHERE kind = 'return_inspected' and waybill is not null;--> statement-breakpoint
-- Returns that were taken in before: what of them was inspected since is so, and for the others no time runs.
INSERT INTO return_arrivals (scan_id, order_id, after_sales, waybill, warehouse_id, arrived_at, inspected_at, inspection_id)
SELECT s.id, s.order_id, '{}', s.waybill, d.warehouse_id, s.occurred_at, i.occurred_at, i.id
FROM scans s JOIN devices d ON d.id = s.device_id
LEFT JOIN LATERAL (
  SELECT x.id, x.occurred_at FROM scans x
  WHERE x.order_id = s.order_id AND x.kind = 'return_inspected' AND coalesce(x.later_answer, x.answer) = 'return_inspected'
    AND (x.waybill IS NULL OR s.waybill IS NULL OR x.waybill = s.waybill)
  ORDER BY x.occurred_at, x.id LIMIT 1) i ON true
WHERE s.kind = 'return_arrived' AND coalesce(s.later_answer, s.answer) = 'return_arrived' AND s.order_id IS NOT NULL;
