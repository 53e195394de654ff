ALTER TABLE "shipments" ADD COLUMN "departed_at" timestamp with time zone;--> statement-breakpoint
-- Where a first trace is awaited, each parcel that left has a deadline of its own from now on, in place of its order's one.
UPDATE shipments s SET departed_at = d.departed_at
FROM (
  SELECT l.shipment_id, min(coalesce(p.loaded_at, one.left_at, d.due_at - interval '24 hours')) AS departed_at
  FROM deadlines d
  JOIN orders o ON o.id = d.subject
  JOIN shipment_lines l ON l.order_id = o.id
  JOIN shipments one ON one.id = l.shipment_id
  LEFT JOIN parcel_loads p ON p.shipment_id = one.id
  WHERE d.kind = 'first_trace' AND d.state = 'armed' AND one.trace = 'created'
    AND (p.shipment_id IS NOT NULL OR one.left_at IS NOT NULL OR o.state <> 'part_shipped' OR NOT EXISTS (
      SELECT FROM parcel_loads other JOIN shipment_lines its ON its.shipment_id = other.shipment_id WHERE its.order_id = o.id))
  GROUP BY l.shipment_id) d
WHERE s.id = d.shipment_id;--> statement-breakpoint
INSERT INTO deadlines (subject, kind, tier, due_at, state, armed_at)
SELECT DISTINCT d.subject || '/' || s.id, d.kind, d.tier, s.departed_at + interval '24 hours', 'armed', d.armed_at
FROM deadlines d JOIN shipment_lines l ON l.order_id = d.subject JOIN shipments s ON s.id = l.shipment_id
WHERE d.kind = 'first_trace' AND d.state = 'armed' AND s.departed_at IS NOT NULL
ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE deadlines SET state = 'cancelled' WHERE kind = 'first_trace' AND state = 'armed' AND subject NOT LIKE '%/%';
--> statement-breakpoint
CREATE INDEX "reviews_order" ON "reviews" USING btree ("order_id");