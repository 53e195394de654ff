ALTER TABLE "status_maps" ADD COLUMN "author_id" text;--> statement-breakpoint
CREATE INDEX "channel_events_unmapped" ON "channel_events" USING btree ("unmapped","id") WHERE state = 'unmapped';