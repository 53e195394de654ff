CREATE TABLE "carrier_codes" (
	"platform" text NOT NULL,
	"carrier" text NOT NULL,
	"version" integer NOT NULL,
	"code" text,
	"name" text,
	"author" text NOT NULL,
	"author_id" text,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "carrier_codes_platform_carrier_version_pk" PRIMARY KEY("platform","carrier","version")
);
