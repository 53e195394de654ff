CREATE TABLE "packed_items" (
	"scan_id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"line_number" text NOT NULL,
	"sku" text NOT NULL,
	"serial" text
);
--> statement-breakpoint
CREATE TABLE "parcel_loads" (
	"shipment_id" uuid PRIMARY KEY NOT NULL,
	"trip_code" text NOT NULL,
	"scan_id" uuid NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"operator_id" text,
	"device_at" timestamp with time zone NOT NULL,
	"offset_ms" bigint,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"answer" text NOT NULL,
	"about" text,
	"order_id" text,
	"event_seq" bigint,
	"waybill" text,
	"later_answer" text,
	"later_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "trips" (
	"code" text PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "badges" (
	"staff_id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"pin_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "badges_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "device_enrolments" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"key_hash" "bytea",
	"sealed_key" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"battery" integer,
	"version" text,
	"unsent" integer,
	"offset_ms" bigint,
	"push" text,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"last_scan_at" timestamp with time zone,
	"stored" bigint DEFAULT 0 NOT NULL,
	"operator_id" text,
	"operator_at" timestamp with time zone,
	CONSTRAINT "devices_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "shifts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"staff_id" text NOT NULL,
	"station_code" text NOT NULL,
	"in_at" timestamp with time zone NOT NULL,
	"out_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"code" text PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "has_serial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "badges" ADD CONSTRAINT "badges_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_operator_id_staff_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."staff"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_station_code_stations_code_fk" FOREIGN KEY ("station_code") REFERENCES "public"."stations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "packed_items_order" ON "packed_items" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "packed_items_serial" ON "packed_items" USING btree ("sku","serial") WHERE serial is not null;--> statement-breakpoint
CREATE INDEX "parcel_loads_trip" ON "parcel_loads" USING btree ("trip_code","loaded_at");--> statement-breakpoint
CREATE INDEX "scans_device" ON "scans" USING btree ("device_id","seq");--> statement-breakpoint
CREATE INDEX "scans_order" ON "scans" USING btree ("order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "scans_returned" ON "scans" USING btree ("waybill") WHERE kind = 'return_arrived' and waybill is not null;--> statement-breakpoint
CREATE INDEX "scans_waiting" ON "scans" USING btree ("waybill","received_at") WHERE answer in ('unmatched', 'quarantined') and later_at is null;--> statement-breakpoint
CREATE INDEX "trips_open" ON "trips" USING btree ("warehouse_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "devices_warehouse" ON "devices" USING btree ("warehouse_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shifts_open" ON "shifts" USING btree ("staff_id") WHERE out_at is null;--> statement-breakpoint
CREATE INDEX "shifts_station" ON "shifts" USING btree ("station_code","in_at");--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_warehouse_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id");--> statement-breakpoint
ALTER TABLE "device_enrolments" ADD CONSTRAINT "device_enrolments_warehouse_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id");--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_warehouse_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id");--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "devices"("id");--> statement-breakpoint
-- What a device was told of a scan stays; only what became of it later may still be written, once.
CREATE FUNCTION scan_outcome_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.later_at IS NOT NULL
    OR (OLD.id, OLD.device_id, OLD.seq, OLD.body, OLD.answer, OLD.received_at)
       IS DISTINCT FROM (NEW.id, NEW.device_id, NEW.seq, NEW.body, NEW.answer, NEW.received_at)
  THEN RAISE EXCEPTION 'the outcome of a scan stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER scans_stay BEFORE UPDATE OR DELETE ON "scans" FOR EACH ROW EXECUTE FUNCTION scan_outcome_stays();
