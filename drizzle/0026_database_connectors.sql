CREATE SCHEMA "erp_inbox";
--> statement-breakpoint
CREATE TABLE "erp_inbox"."writes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "erp_inbox"."writes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"login" text DEFAULT current_user NOT NULL,
	"address" "inet" DEFAULT inet_client_addr(),
	"written_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"key" text,
	"order_number" text,
	"shop" text,
	"report" text DEFAULT 'status',
	"status" text,
	"carrier" text,
	"waybill" text,
	"lines" text,
	"hold_reason" text,
	"note" text,
	"expected_seq" integer,
	"occurred_at" timestamp with time zone,
	"order_id" text,
	"verdict" text,
	"reason" text,
	"seq" integer,
	"code" text,
	"message" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "a_row_holds_at_most_2000_bytes" CHECK (coalesce(octet_length(key), 0) + coalesce(octet_length(order_number), 0) + coalesce(octet_length(shop), 0)
      + coalesce(octet_length(report), 0) + coalesce(octet_length(status), 0) + coalesce(octet_length(carrier), 0)
      + coalesce(octet_length(waybill), 0) + coalesce(octet_length(lines), 0) + coalesce(octet_length(hold_reason), 0)
      + coalesce(octet_length(note), 0) <= 2000)
);
--> statement-breakpoint
ALTER TABLE "erp_keys" ALTER COLUMN "sealed" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "writes_waiting" ON "erp_inbox"."writes" USING btree ("login","id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "writes_login" ON "erp_inbox"."writes" USING btree ("login","id");--> statement-breakpoint
CREATE INDEX "writes_key" ON "erp_inbox"."writes" USING btree ("login","key");