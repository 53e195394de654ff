-- Erasing a buyer. Events, attempts, raw messages and photos are append-only for the application: it may ask for the person in
-- them to be taken out, of orders whose last event says so, and of nothing else in them.

CREATE OR REPLACE FUNCTION baton_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('baton.archiving', true) = 'on' THEN
    RETURN OLD;
  END IF;
  IF current_setting('baton.erasing', true) = 'on' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION baton_order_must_advance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq = OLD.seq AND current_setting('baton.erasing', true) = 'on'
    AND to_jsonb(NEW) - 'chain' = to_jsonb(OLD) - 'chain' THEN
    RETURN NEW;
  END IF;
  IF NEW.seq <= OLD.seq THEN
    RAISE EXCEPTION 'order % changed without its event: seq must rise above %', OLD.id, OLD.seq
      USING ERRCODE = 'integrity_constraint_violation', HINT = 'Only moveOrders writes orders.';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION scan_outcome_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('baton.erasing', true) = 'on'
    AND to_jsonb(NEW) - 'body' = to_jsonb(OLD) - 'body' AND NEW.body - 'note' = OLD.body - 'note' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.later_at IS NOT NULL
    OR (OLD.id, OLD.device_id, OLD.seq, OLD.body, OLD.answer, OLD.received_at)
       IS DISTINCT FROM (NEW.id, NEW.device_id, NEW.seq, NEW.body, NEW.answer, NEW.received_at)
  THEN RAISE EXCEPTION 'the outcome of a scan stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- JSON with sorted keys, the same text as `chain.ts` makes.
CREATE FUNCTION baton_canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF jsonb_typeof(value) = 'object' THEN
    RETURN (SELECT '{' || coalesce(string_agg(to_json(e.key)::text || ':' || public.baton_canonical_json(e.value), ',' ORDER BY e.key COLLATE "C"), '') || '}'
            FROM jsonb_each(value) AS e);
  ELSIF jsonb_typeof(value) = 'array' THEN
    RETURN (SELECT '[' || coalesce(string_agg(public.baton_canonical_json(e.value), ',' ORDER BY e.at), '') || ']'
            FROM jsonb_array_elements(value) WITH ORDINALITY AS e(value, at));
  END IF;
  RETURN value::text;
END $$;
--> statement-breakpoint
-- What an event changed, without the person: their columns are empty from the beginning, no hold has a note, and why somebody
-- chose the warehouse is none of `words`.
CREATE FUNCTION baton_patch_without_person(patch jsonb, words text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(e.key, CASE
    WHEN e.key IN ('receiverMac', 'buyerNick', 'buyerMemo', 'sellerMemo', 'sellerFlagLabel', 'customerId') THEN 'null'
    WHEN e.key = 'warehouseReason' AND e.value #>> '{}' = ANY(words) THEN '""'
    WHEN e.key = 'holds' AND jsonb_typeof(e.value) = 'array'
      THEN (SELECT coalesce(jsonb_agg(h.hold || '{"note": null}' ORDER BY h.at), '[]') FROM jsonb_array_elements(e.value) WITH ORDINALITY AS h(hold, at))
    ELSE e.value END)
  FROM jsonb_each(patch) AS e
$$;
--> statement-breakpoint
-- What an attempt claimed, without words that somebody wrote; those of the erasure itself stay.
CREATE FUNCTION baton_claim_without_person(claimed jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN claimed ? 'erase' THEN claimed
    WHEN jsonb_typeof(claimed -> 'place') = 'array'
      THEN jsonb_set(claimed - 'reason', '{place}', (SELECT coalesce(jsonb_agg(p.place || '{"note": null}' ORDER BY p.at), '[]') FROM jsonb_array_elements(claimed -> 'place') WITH ORDINALITY AS p(place, at)))
    WHEN claimed -> 'interception' ? 'note' THEN jsonb_set(claimed, '{interception,note}', 'null')
    ELSE claimed - 'reason' END
$$;
--> statement-breakpoint
-- Empties the bodies of the messages that told of these orders, where their buyer was erased; length and hash stay, and the key
-- that makes a repeat a duplicate. What is not settled is left alone, unless it came before the instant given: then nothing
-- comes of it any more, but that what is being applied has a day for it. Returns how many.
CREATE FUNCTION baton_erase_bodies(ids text[], unsettled_before timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  emptied int;
  old record;
BEGIN
  PERFORM set_config('baton.erasing', 'on', true);
  WITH gone AS MATERIALIZED (
    SELECT o.id, o.native_number, o.recorded_at, s.id AS shop_id, s.app_id, s.native_number AS shop_number
    FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ANY(ids) AND o.erased_at IS NOT NULL),
  told AS MATERIALIZED (
    SELECT DISTINCT a.event_id FROM gone g JOIN attempt_history a ON a.order_id = g.id WHERE a.event_id IS NOT NULL),
  named AS (
    SELECT e.received_at, e.id, e.state FROM told t JOIN channel_events e ON e.id = t.event_id
    UNION
    SELECT e.received_at, e.id, e.state FROM gone g JOIN channel_events e ON e.order_number = g.native_number
      AND (e.state <> 'done' OR e.order_id IS NULL) AND (e.shop_number IS NULL OR e.shop_number = g.shop_number)
      AND (e.app_id = g.app_id OR e.app_id IN (SELECT app_id FROM order_links WHERE order_id = g.id))
),
  emptying AS (
    UPDATE raw_events r SET body = '', erased_at = now(), body_length = length(r.body), body_hash = sha256(r.body)
    FROM named n WHERE r.received_at = n.received_at AND r.id = n.id AND r.erased_at IS NULL AND (n.state = 'done'
      OR n.received_at < unsettled_before - CASE WHEN n.state IN ('pending', 'failed') THEN interval '1 day' ELSE '0' END)
    RETURNING r.id),
  ending AS (
    UPDATE channel_events e SET state = 'done', next_try_at = NULL, claimed_until = NULL, unmapped = NULL,
      error = CASE WHEN e.state <> 'done' THEN 'buyer_erased' WHEN e.error ~ '^[a-z_]+$' THEN e.error END
    FROM emptying b WHERE e.id = b.id)
  SELECT count(*) INTO emptied FROM emptying;
  -- The key of a message is forgotten after 400 days; then it is found by its number, in the months of its order.
  FOR old IN
    SELECT array_agg(a.event_id) AS events, o.recorded_at - interval '1 day' AS since, max(a.recorded_at) + interval '1 day' AS until
    FROM orders o JOIN attempt_history a ON a.order_id = o.id
    WHERE o.id = ANY(ids) AND o.erased_at IS NOT NULL AND o.recorded_at < now() - interval '399 days'
      AND a.event_id IS NOT NULL AND a.recorded_at < now() - interval '399 days'
    GROUP BY o.id, o.recorded_at
  LOOP
    UPDATE raw_events SET body = '', erased_at = now(), body_length = length(body), body_hash = sha256(body)
    WHERE received_at BETWEEN old.since AND old.until AND id = ANY(old.events) AND erased_at IS NULL;
  END LOOP;
  PERFORM set_config('baton.erasing', 'off', true);
  RETURN emptied;
END $$;
--> statement-breakpoint
-- Takes the buyer out of an order whose last event is its erasure: destroys the key, empties every column that can hold a person,
-- and chains the events anew. False: its last event is none. Every place where a person can be is in this one function.
CREATE FUNCTION baton_erase_order(erased text) RETURNS boolean
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
  UPDATE print_jobs SET document = '', state = 'cancelled',
    settled_at = act.done_at WHERE subject = erased AND state IN ('queued', 'taken');
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
