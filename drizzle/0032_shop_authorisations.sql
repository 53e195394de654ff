CREATE TABLE "shop_authorisations" (
	"state_hash" "bytea" PRIMARY KEY NOT NULL,
	"app_id" uuid NOT NULL,
	"shop_id" uuid,
	"staff_id" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL
);
