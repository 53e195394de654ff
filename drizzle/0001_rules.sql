-- The rules that make the schema tell the truth whoever writes to it. Hand-written; drizzle-kit knows neither
-- partitions nor deferred keys nor triggers.

CREATE SEQUENCE "channel_event_ids" AS bigint CACHE 32;
--> statement-breakpoint
CREATE SEQUENCE "order_feed_positions" AS bigint;
--> statement-breakpoint
DO $$
BEGIN
  FOR part IN 0..7 LOOP
    EXECUTE format('CREATE TABLE order_events_%s PARTITION OF order_events FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
  END LOOP;
END $$;
--> statement-breakpoint
-- Creates the monthly partitions of this month and the given number of months ahead. Runs with the owner's rights,
-- so that the daily job, which has only the application's, can call it.
CREATE FUNCTION baton_ensure_partitions(months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  parent text;
  first_day timestamptz;
  made int := 0;
BEGIN
  FOREACH parent IN ARRAY ARRAY['attempts', 'raw_events'] LOOP
    FOR step IN -1..months_ahead LOOP
      first_day := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => step);
      IF to_regclass(format('public.%s_%s', parent, to_char(first_day AT TIME ZONE 'UTC', 'YYYY_MM'))) IS NULL THEN
        EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
          parent || '_' || to_char(first_day AT TIME ZONE 'UTC', 'YYYY_MM'), parent, first_day,
          (first_day AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
SELECT baton_ensure_partitions(3);
--> statement-breakpoint
-- An order's sequence number points at its event: an order without its event fails at COMMIT.
ALTER TABLE "orders" ADD CONSTRAINT "orders_carry_their_event" FOREIGN KEY ("id", "seq")
  REFERENCES "order_events" ("order_id", "seq") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE FUNCTION baton_order_must_advance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <= OLD.seq THEN
    RAISE EXCEPTION 'order % changed without its event: seq must rise above %', OLD.id, OLD.seq
      USING ERRCODE = 'integrity_constraint_violation', HINT = 'Only moveOrders writes orders.';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "orders_must_advance" BEFORE UPDATE ON "orders" FOR EACH ROW EXECUTE FUNCTION baton_order_must_advance();
--> statement-breakpoint
CREATE FUNCTION baton_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "order_events_append_only" BEFORE UPDATE OR DELETE ON "order_events" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
--> statement-breakpoint
CREATE TRIGGER "attempts_append_only" BEFORE UPDATE OR DELETE ON "attempts" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
--> statement-breakpoint
CREATE TRIGGER "raw_events_append_only" BEFORE UPDATE ON "raw_events" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
--> statement-breakpoint
ALTER TABLE "orders" SET (fillfactor = 85);
--> statement-breakpoint
ALTER TABLE "order_feed_queue" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
