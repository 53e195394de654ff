-- A load scan that was undone left its order without the promise it had before: open orders have theirs armed again.
UPDATE deadlines d SET state = 'armed'
FROM orders o
WHERE d.kind = 'ship_by' AND d.state = 'cancelled' AND o.id = d.subject
  AND o.state IN ('to_ship', 'packing', 'part_shipped') AND o.ship_by = d.due_at;
