UPDATE "refusal_bursts" SET "closed_at" = "last_at" WHERE "closed_at" IS NULL;--> statement-breakpoint
DROP INDEX "refusal_bursts_open";--> statement-breakpoint
CREATE INDEX "refusal_bursts_last" ON "refusal_bursts" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "attempts_refused" ON "attempts" USING btree ("recorded_at") WHERE verdict in ('locked', 'forbidden', 'stale');--> statement-breakpoint
CREATE UNIQUE INDEX "refusal_bursts_open" ON "refusal_bursts" USING btree ("source_id") WHERE closed_at is null;