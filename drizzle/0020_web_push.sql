CREATE TABLE "push_subscriptions" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"device_id" uuid,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "push_subscriptions_staff" ON "push_subscriptions" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_channels_push" ON "message_channels" USING btree ("kind") WHERE kind = 'push';