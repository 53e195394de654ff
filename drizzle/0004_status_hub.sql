CREATE TABLE "agreement_samples" (
	"app_id" uuid NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"order_id" text NOT NULL,
	"word" text NOT NULL,
	"agrees" boolean NOT NULL,
	CONSTRAINT "agreement_samples_app_id_taken_at_order_id_pk" PRIMARY KEY("app_id","taken_at","order_id")
);
--> statement-breakpoint
CREATE TABLE "deviation_alarms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"app_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"share" real NOT NULL,
	"peak" real NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deviation_hours" (
	"app_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"checked" integer NOT NULL,
	"differing" integer NOT NULL,
	CONSTRAINT "deviation_hours_app_id_hour_pk" PRIMARY KEY("app_id","hour")
);
--> statement-breakpoint
CREATE TABLE "deviation_links" (
	"order_id" text NOT NULL,
	"app_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"standing" text NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "deviation_links_order_id_app_id_pk" PRIMARY KEY("order_id","app_id")
);
--> statement-breakpoint
CREATE TABLE "replay_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"orders" integer DEFAULT 0 NOT NULL,
	"events" integer DEFAULT 0 NOT NULL,
	"differing" integer DEFAULT 0 NOT NULL,
	"examples" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "status_maps" ADD COLUMN "author_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "deviation_alarms_open" ON "deviation_alarms" USING btree ("app_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "deviation_alarms_time" ON "deviation_alarms" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "deviation_links_differing" ON "deviation_links" USING btree ("app_id","hour","order_id") WHERE standing = 'differs';--> statement-breakpoint
CREATE INDEX "deviation_links_due" ON "deviation_links" USING btree ("due_at") WHERE standing = 'settling';--> statement-breakpoint
CREATE INDEX "channel_events_unmapped" ON "channel_events" USING btree ("unmapped","id") WHERE state = 'unmapped';