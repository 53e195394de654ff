-- Closed orders go to the archive whole. The application may not delete an event or an attempt; it may ask this function to
-- move those of orders whose last event is their snapshot, and what is moved is moved in one statement.

CREATE OR REPLACE FUNCTION baton_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('baton.archiving', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "order_archives_append_only" BEFORE UPDATE OR DELETE ON "order_archives" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
--> statement-breakpoint
CREATE TRIGGER "order_archive_blocks_append_only" BEFORE UPDATE OR DELETE ON "order_archive_blocks" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
--> statement-breakpoint
-- Moves these orders into one block; returns how many. One whose last event is not `archive` stays where it is.
-- Left out, because it follows from the rest: each hash but the last.
CREATE FUNCTION baton_archive_orders(ids text[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  since timestamptz;
  moved int;
BEGIN
  SELECT min(recorded_at) INTO since FROM orders WHERE id = ANY(ids);
  PERFORM set_config('baton.archiving', 'on', true);
  WITH closed AS MATERIALIZED (
    SELECT o.id, o.seq, o.archived_at FROM orders o JOIN order_events e ON e.order_id = o.id AND e.seq = o.seq
    WHERE o.id = ANY(ids) AND o.archived_at IS NOT NULL AND e.cause = 'archive'),
  gone_events AS (
    DELETE FROM order_events e USING closed c WHERE e.order_id = c.id AND e.seq < c.seq RETURNING e.*),
  gone_attempts AS (
    DELETE FROM attempts a USING closed c
    WHERE a.order_id = c.id AND a.recorded_at >= since AND (a.seq IS NULL OR a.seq < c.seq) RETURNING a.*),
  events AS (
    SELECT order_id, max(seq) AS until_seq, min(recorded_at) AS first_at, max(recorded_at) AS last_at,
           (array_agg(chain ORDER BY seq DESC))[1] AS chain,
           json_agg(json_build_array(seq, actor_kind, actor_name, app_id, event_id, cause, before, after, patch, implied,
             effects, changes, occurred_at, recorded_at) ORDER BY seq) AS list
    FROM gone_events GROUP BY order_id),
  told AS (
    SELECT order_id, json_agg(json_build_array(id, seq, verdict, reason, actor_kind, actor_name, app_id, address, event_id,
      topic, native_status, before, claimed, occurred_at, recorded_at) ORDER BY id) AS list
    FROM gone_attempts GROUP BY order_id),
  block AS (
    INSERT INTO order_archive_blocks (events, attempts)
    SELECT json_object_agg(order_id, list), coalesce((SELECT json_object_agg(order_id, list) FROM told), '{}')
    FROM events HAVING count(*) > 0 RETURNING id),
  kept AS (
    INSERT INTO order_archives (order_id, until_seq, first_at, last_at, archived_at, chain, block_id)
    SELECT e.order_id, e.until_seq, e.first_at, e.last_at, c.archived_at, e.chain, block.id
    FROM events e JOIN closed c ON c.id = e.order_id CROSS JOIN block RETURNING 1)
  SELECT count(*) INTO moved FROM kept;
  PERFORM set_config('baton.archiving', 'off', true);
  RETURN moved;
END $$;
--> statement-breakpoint
CREATE VIEW "order_event_history" AS
SELECT order_id, seq, actor_kind, actor_name, app_id, event_id, cause, before, after, patch, implied, effects, changes, occurred_at, recorded_at, chain
FROM order_events
UNION ALL
SELECT a.order_id, (e->>0)::int, e->>1, e->>2, (e->>3)::uuid, (e->>4)::bigint, e->>5, (e->>6)::jsonb, (e->7)::jsonb, (e->8)::jsonb,
       ARRAY(SELECT json_array_elements_text(e->9)), ARRAY(SELECT json_array_elements_text(e->10)), ARRAY(SELECT json_array_elements_text(e->11)),
       (e->>12)::timestamptz, (e->>13)::timestamptz, CASE WHEN (e->>0)::int = a.until_seq THEN a.chain END
FROM order_archives a JOIN order_archive_blocks b ON b.id = a.block_id CROSS JOIN LATERAL json_array_elements(b.events -> a.order_id) e;
--> statement-breakpoint
CREATE VIEW "attempt_history" AS
SELECT recorded_at, id, order_id, seq, verdict, reason, actor_kind, actor_name, app_id, address, event_id, topic, native_status, before, claimed, occurred_at
FROM attempts
UNION ALL
SELECT (t->>14)::timestamptz, (t->>0)::bigint, a.order_id, (t->>1)::int, t->>2, t->>3, t->>4, t->>5, (t->>6)::uuid, t->>7, (t->>8)::bigint,
       t->>9, t->>10, (t->>11)::jsonb, (t->>12)::jsonb, (t->>13)::timestamptz
FROM order_archives a JOIN order_archive_blocks b ON b.id = a.block_id CROSS JOIN LATERAL json_array_elements(b.attempts -> a.order_id) t;
