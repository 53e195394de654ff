ALTER TABLE "alerts" ADD COLUMN "silent_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "token_stored_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "taken_back" integer;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "down_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "alerts_silent" ON "alerts" USING btree ("kind","subject") WHERE silent_until is not null;