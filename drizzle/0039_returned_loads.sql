CREATE TABLE "returned_loads" (
	"shipment_id" uuid NOT NULL,
	"trip_code" text NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "returned_loads_trip_code_shipment_id_pk" PRIMARY KEY("trip_code","shipment_id")
);
