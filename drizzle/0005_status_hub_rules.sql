-- A meaning that was in force stays on record: a new one is a new version.
CREATE TRIGGER "status_maps_append_only" BEFORE UPDATE OR DELETE ON "status_maps" FOR EACH ROW EXECUTE FUNCTION baton_append_only();
