CREATE TABLE "inspection_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scan_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"content_type" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"image" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "inspection_photos_scan" ON "inspection_photos" USING btree ("scan_id");--> statement-breakpoint
CREATE INDEX "inspection_photos_time" ON "inspection_photos" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "scans_photos" ON "scans" USING gin ((body -> 'photos')) WHERE kind = 'return_inspected';--> statement-breakpoint
-- A photo is compressed already.
ALTER TABLE "inspection_photos" ALTER COLUMN "image" SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE TRIGGER "inspection_photos_append_only" BEFORE UPDATE OR DELETE ON "inspection_photos" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
--> statement-breakpoint
-- The application may not delete a photo; it may ask for those to be forgotten that came before an instant at least 30 days ago. Returns how many.
CREATE FUNCTION baton_forget_photos(before timestamptz, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  forgotten int;
BEGIN
  PERFORM set_config('baton.archiving', 'on', true);
  DELETE FROM inspection_photos WHERE id = ANY(ARRAY(
    SELECT id FROM inspection_photos WHERE received_at < least(before, now() - interval '30 days')
    ORDER BY received_at LIMIT most));
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  PERFORM set_config('baton.archiving', 'off', true);
  RETURN forgotten;
END $$;
