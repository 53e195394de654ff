CREATE TABLE "tracking_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"key_version" integer NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	"opened_at" timestamp with time zone,
	CONSTRAINT "tracking_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE INDEX "tracking_links_order" ON "tracking_links" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tracking_links_buyer" ON "tracking_links" USING btree ("order_id") WHERE kind = 'buyer' and revoked_at is null;--> statement-breakpoint
-- A link opens one order for one audience, and what was taken back stays so. None is removed: who made it and who took it back stays known.
CREATE FUNCTION tracking_link_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
    OR (NEW.id, NEW.order_id, NEW.kind, NEW.key_version, NEW.token_hash, NEW.created_at, NEW.created_by)
      IS DISTINCT FROM (OLD.id, OLD.order_id, OLD.kind, OLD.key_version, OLD.token_hash, OLD.created_at, OLD.created_by)
  THEN
    RAISE EXCEPTION 'a tracking link stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER tracking_links_stay BEFORE UPDATE OR DELETE ON "tracking_links" FOR EACH ROW EXECUTE FUNCTION tracking_link_stays();
