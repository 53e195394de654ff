-- Postgres looks for temporary tables first, unless they are named last: a caller's own table would stand in for one of ours,
-- and its triggers would run with the owner's rights.
ALTER FUNCTION baton_ensure_partitions(int) SET search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
ALTER FUNCTION baton_archive_orders(text[]) SET search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
ALTER FUNCTION baton_forget_photos(timestamptz, int) SET search_path = pg_catalog, public, pg_temp;
