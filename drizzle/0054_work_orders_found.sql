CREATE INDEX "after_sales_number" ON "after_sales" USING btree ("native_number");--> statement-breakpoint
-- The paper of a return names its customer, too, and waits under the number of its work order. Everything else is as in 0049.
-- Takes the buyer out of an order whose last event is its erasure: destroys the key, empties every column that can hold a person,
-- and chains the events anew. False: its last event is none. Every place where a person can be is in this one function.
CREATE OR REPLACE FUNCTION baton_erase_order(erased text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  act record;
  one record;
  buyers uuid[];
  words text[];
  link bytea := '\x0000000000000000000000000000000000000000000000000000000000000000';
BEGIN
  SELECT o.seq, o.recorded_at AS since, e.recorded_at AS done_at, e.actor_name, b.chain AS chain_before INTO act
  FROM orders o JOIN order_events e ON e.order_id = o.id AND e.seq = o.seq JOIN order_events b ON b.order_id = o.id AND b.seq = o.seq - 1
  WHERE o.id = erased AND o.erased_at IS NOT NULL AND e.cause = 'erase' FOR UPDATE OF o;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM set_config('baton.erasing', 'on', true);

  INSERT INTO erasures (order_id, erased_at, erased_by, chain_before) VALUES (erased, act.done_at, act.actor_name, act.chain_before);
  SELECT array_agg(DISTINCT (patch ->> 'customerId')::uuid) FILTER (WHERE patch ->> 'customerId' IS NOT NULL),
    coalesce(array_agg(DISTINCT patch ->> 'warehouseReason') FILTER (WHERE actor_kind = 'person'), '{}') INTO buyers, words
  FROM order_event_history WHERE order_id = erased;

  UPDATE order_events SET patch = baton_patch_without_person(patch, words) WHERE order_id = erased;
  UPDATE order_archive_blocks b SET
    events = (SELECT json_object_agg(e.key, CASE WHEN e.key <> erased THEN e.value ELSE (
        SELECT json_agg(jsonb_set(l.event::jsonb, '{8}', baton_patch_without_person(l.event::jsonb -> 8, words)) ORDER BY l.at)
        FROM json_array_elements(e.value) WITH ORDINALITY AS l(event, at)) END) FROM json_each(b.events) AS e),
    attempts = (SELECT coalesce(json_object_agg(a.key, CASE WHEN a.key <> erased THEN a.value ELSE (
        SELECT json_agg(CASE WHEN jsonb_typeof(l.attempt::jsonb -> 12) = 'object'
          THEN jsonb_set(l.attempt::jsonb, '{12}', baton_claim_without_person(l.attempt::jsonb -> 12)) ELSE l.attempt::jsonb END ORDER BY l.at)
        FROM json_array_elements(a.value) WITH ORDINALITY AS l(attempt, at)) END), '{}') FROM json_each(b.attempts) AS a)
  WHERE b.id IN (SELECT block_id FROM order_archives WHERE order_id = erased);
  UPDATE attempts SET claimed = baton_claim_without_person(claimed)
  WHERE order_id = erased AND recorded_at >= act.since AND jsonb_typeof(claimed) = 'object';

  FOR one IN SELECT seq, actor_kind, actor_name, cause, patch, recorded_at FROM order_event_history WHERE order_id = erased ORDER BY seq LOOP
    link := sha256(link || convert_to(baton_canonical_json(jsonb_build_object('orderId', erased, 'seq', one.seq, 'actorKind', one.actor_kind,
      'actorName', one.actor_name, 'cause', one.cause, 'patch', one.patch,
      'recordedAt', to_char(one.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), 'UTF8'));
    UPDATE order_events SET chain = link WHERE order_id = erased AND seq = one.seq;
    UPDATE order_archives SET chain = link WHERE order_id = erased AND until_seq = one.seq;
  END LOOP;
  UPDATE orders SET chain = link WHERE id = erased;

  DELETE FROM receiver_keys WHERE order_id = erased;
  UPDATE receivers SET sealed = '', phone_mac = NULL, tail_mac = NULL WHERE order_id = erased;
  DELETE FROM order_payments WHERE order_id = erased;
  UPDATE customers SET native_id = id::text WHERE id = ANY(buyers);
  UPDATE shipment_traces SET text = '' WHERE shipment_id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = erased) AND text <> '';
  UPDATE shipments SET trace_text = NULL WHERE id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = erased) AND trace_text IS NOT NULL;
  UPDATE interceptions SET note = NULL WHERE order_id = erased AND note IS NOT NULL;
  UPDATE reviews SET note = NULL, answer = NULL WHERE order_id = erased;
  DELETE FROM inspection_photos WHERE scan_id IN (SELECT id FROM scans WHERE order_id = erased);
  UPDATE scans SET body = jsonb_set(body, '{note}', '""') WHERE order_id = erased AND body ? 'note';
  UPDATE print_jobs SET document = '', state = 'cancelled', settled_at = act.done_at
  WHERE state IN ('queued', 'taken')
    AND (subject = erased OR subject IN (SELECT work_order FROM after_sales WHERE order_id = erased));
  UPDATE tracking_links SET revoked_at = act.done_at, revoked_by = act.actor_name WHERE order_id = erased AND revoked_at IS NULL;
  UPDATE delivery_attempts SET request = '', answer = '' WHERE delivery_id IN (SELECT id FROM deliveries WHERE order_id = erased);
  UPDATE erp_inbox.writes SET note = NULL, message = NULL WHERE order_id = erased AND (note IS NOT NULL OR message IS NOT NULL);
  UPDATE erp_requests r SET writes = (
    SELECT jsonb_agg(CASE WHEN w.write -> 'report' ? 'note' AND (w.write -> 'order' ->> 'id' = erased OR w.write -> 'order' ->> 'number' = o.native_number)
      THEN jsonb_set(w.write, '{report,note}', '""') ELSE w.write END ORDER BY w.at)
    FROM jsonb_array_elements(r.writes) WITH ORDINALITY AS w(write, at))
  FROM orders o
  WHERE o.id = erased AND r.erp_id IN (SELECT app_id FROM attempt_history WHERE order_id = erased AND topic = 'erp.hold')
    AND jsonb_path_exists(r.writes, '$[*] ? (@.order.id == $id || @.order.number == $number)', jsonb_build_object('id', erased, 'number', o.native_number));
  PERFORM baton_erase_bodies(ARRAY[erased], act.done_at);
  PERFORM set_config('baton.erasing', 'off', true);
  RETURN true;
END $$;
--> statement-breakpoint
-- What was waiting when its order was erased.
UPDATE print_jobs j SET document = '', state = 'cancelled', settled_at = now()
FROM after_sales s JOIN orders o ON o.id = s.order_id
WHERE j.subject = s.work_order AND j.state IN ('queued', 'taken') AND o.erased_at IS NOT NULL;
