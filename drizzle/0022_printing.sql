CREATE TABLE "print_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"printer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text,
	"document" "bytea" NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"code" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"taken_by" uuid,
	"taken_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "printers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"name" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"language" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"faults" text[] DEFAULT '{}' NOT NULL,
	"since" timestamp with time zone,
	"seen_at" timestamp with time zone,
	CONSTRAINT "printers_name" UNIQUE("warehouse_id","name")
);
--> statement-breakpoint
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_printer_id_printers_id_fk" FOREIGN KEY ("printer_id") REFERENCES "public"."printers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "print_jobs_open" ON "print_jobs" USING btree ("printer_id","created_at") WHERE state in ('queued', 'taken');--> statement-breakpoint
CREATE INDEX "print_jobs_printer" ON "print_jobs" USING btree ("printer_id","created_at");--> statement-breakpoint
CREATE INDEX "print_jobs_subject" ON "print_jobs" USING btree ("subject","created_at") WHERE subject is not null;--> statement-breakpoint
CREATE INDEX "print_jobs_created" ON "print_jobs" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "printers" ADD CONSTRAINT "printers_warehouse_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id");--> statement-breakpoint
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_taken_by_fk" FOREIGN KEY ("taken_by") REFERENCES "devices"("id");--> statement-breakpoint
-- A print job has one outcome: whoever tells a second one changes nothing.
CREATE FUNCTION print_outcome_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('printed', 'failed') THEN
    RAISE EXCEPTION 'the outcome of a print job stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER print_jobs_stay BEFORE UPDATE ON "print_jobs" FOR EACH ROW EXECUTE FUNCTION print_outcome_stays();
