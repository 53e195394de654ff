ALTER TABLE "erasures_due" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "erasures_due" ADD COLUMN "shop" text;--> statement-breakpoint
ALTER TABLE "erasures_due" ADD COLUMN "native_number" text;