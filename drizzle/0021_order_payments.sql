CREATE TABLE "order_payments" (
	"order_id" text PRIMARY KEY NOT NULL,
	"transaction_id" text,
	"merchant_id" text,
	"out_trade_number" text,
	"payer" "bytea" NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
