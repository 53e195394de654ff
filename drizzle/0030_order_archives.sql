CREATE TABLE "order_archive_blocks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "order_archive_blocks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"events" json NOT NULL,
	"attempts" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_archives" (
	"order_id" text NOT NULL,
	"until_seq" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone NOT NULL,
	"chain" "bytea" NOT NULL,
	"block_id" bigint NOT NULL,
	CONSTRAINT "order_archives_order_id_until_seq_pk" PRIMARY KEY("order_id","until_seq")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "order_archives_span" ON "order_archives" USING gist (tstzrange("first_at", "last_at", '[]'));--> statement-breakpoint
CREATE INDEX "orders_to_archive" ON "orders" USING btree ("ordered_at","id") WHERE archived_at is null and shown in ('signed', 'done', 'refunded', 'returned', 'cancelled');