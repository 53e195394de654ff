CREATE TABLE "interceptions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "interceptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" text NOT NULL,
	"cause" text NOT NULL,
	"warehouse_id" uuid,
	"seq" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamp with time zone,
	"resolution" text,
	"resolved_by" text,
	"resolved_at" timestamp with time zone,
	"note" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "interceptions_open" ON "interceptions" USING btree ("order_id","cause") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "interceptions_order" ON "interceptions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "interceptions_resolved" ON "interceptions" USING btree ("id") WHERE resolved_at is not null;