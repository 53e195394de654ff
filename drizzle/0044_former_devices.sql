ALTER TABLE "devices" ADD COLUMN "former_id" uuid;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "former_last_seq" bigint;