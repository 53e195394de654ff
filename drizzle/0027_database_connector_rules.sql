-- What a database connector's login may do, and who may make one. Hand-written; drizzle-kit knows neither roles' rights
-- nor row security nor triggers.

-- A login is nobody's colleague: it gets no function of ours through PUBLIC.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION baton_ensure_partitions(int) FROM PUBLIC;
--> statement-breakpoint
ALTER TABLE "erp_inbox"."writes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "writes_of_the_login" ON "erp_inbox"."writes" USING ("login" = current_user) WITH CHECK ("login" = current_user);
--> statement-breakpoint
-- Runs as the login, so that it counts only its own rows. Looks at no more than it must.
CREATE FUNCTION "erp_inbox"."refuse_flood"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM erp_inbox.writes WHERE login = current_user AND decided_at IS NULL LIMIT 20001) AS waiting) > 20000 THEN
    RAISE EXCEPTION 'more than 20000 rows of % would wait: nothing of this statement was taken', current_user
      USING ERRCODE = 'configuration_limit_exceeded', HINT = 'Write again when decided_at of earlier rows is set; ask operations whether the connector is paused.';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "writes_refuse_flood" AFTER INSERT ON "erp_inbox"."writes" FOR EACH STATEMENT EXECUTE FUNCTION "erp_inbox"."refuse_flood"();
--> statement-breakpoint
-- How each order stands, for the condition "only while still pending" and for expected_seq. Never a receiver.
CREATE VIEW "erp_inbox"."orders" AS
  SELECT o.id, o.native_number AS number, s.native_number AS shop, o.platform, o.state, o.seq, o.updated_at
  FROM public.orders o JOIN public.shops s ON s.id = o.shop_id;
--> statement-breakpoint
-- Gives a login its rights in this database; again and again, after a restore or a migration.
CREATE FUNCTION baton_allow_erp_login(login text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF login !~ '^baton_erp_[0-9a-f]{16}$' THEN
    RAISE EXCEPTION 'not the name of a connector' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(1702003568);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login);
  EXECUTE format('GRANT USAGE ON SCHEMA erp_inbox TO %I', login);
  EXECUTE format('GRANT SELECT ON erp_inbox.writes, erp_inbox.orders TO %I', login);
  EXECUTE format('GRANT INSERT (key, order_number, shop, report, status, carrier, waybill, lines, hold_reason, note, expected_seq, occurred_at) ON erp_inbox.writes TO %I', login);
  IF NOT has_database_privilege(login, current_database(), 'CONNECT') THEN
    RAISE EXCEPTION 'the owner of this schema may not let others connect' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
--> statement-breakpoint
-- Makes a login. Takes a SCRAM verifier, never a password, so that no log of the server can hold one.
CREATE FUNCTION baton_open_erp_login(login text, verifier text, time_zone text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF login !~ '^baton_erp_[0-9a-f]{16}$' OR verifier !~ '^SCRAM-SHA-256\$[0-9]{4,6}:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' THEN
    RAISE EXCEPTION 'not the name or the verifier of a connector' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT CONNECTION LIMIT 5 PASSWORD %L', login, verifier);
  EXECUTE format('ALTER ROLE %I SET search_path = erp_inbox', login);
  EXECUTE format('ALTER ROLE %I SET timezone = %L', login, time_zone);
  EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', login, '5s');
  EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', login, '15s');
  EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', login, '15s');
  -- Postgres lets anybody who may connect make temporary tables, unless told otherwise.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  -- To see its sessions, and to end them.
  EXECUTE format('GRANT %I TO %I', login, current_user);
  PERFORM public.baton_allow_erp_login(login);
END $$;
--> statement-breakpoint
-- Takes everything from a login at once, also from its open sessions, and removes it. One that is gone already is no fault.
CREATE FUNCTION baton_close_erp_login(login text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF login !~ '^baton_erp_[0-9a-f]{16}$' THEN
    RAISE EXCEPTION 'not the name of a connector' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(1702003568);
  EXECUTE format('ALTER ROLE %I NOLOGIN', login);
  EXECUTE format('REVOKE ALL ON erp_inbox.writes, erp_inbox.orders FROM %I', login);
  EXECUTE format('REVOKE ALL ON SCHEMA erp_inbox FROM %I', login);
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM %I', current_database(), login);
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = login;
  BEGIN
    EXECUTE format('DROP ROLE %I', login);
  EXCEPTION WHEN dependent_objects_still_exist THEN
    NULL; -- another database of this server, restored from a backup, knows it too: it stays, and may not sign in
  END;
END $$;
--> statement-breakpoint
-- Ends sessions of logins that hold back others: a transaction open for so long (the feed waits for the oldest), or an advisory lock.
CREATE FUNCTION baton_end_slow_erp_logins(open_for interval) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity AS a
  WHERE a.datname = current_database() AND a.usename ~ '^baton_erp_[0-9a-f]{16}$' AND (
    a.xact_start < clock_timestamp() - open_for
    OR EXISTS (SELECT FROM pg_locks AS l WHERE l.pid = a.pid AND l.locktype = 'advisory'))
$$;
