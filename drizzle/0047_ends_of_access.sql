CREATE TABLE "badge_devices" (
	"staff_id" text NOT NULL,
	"device_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locks" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "badge_devices_staff_id_device_id_pk" PRIMARY KEY("staff_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD COLUMN "session_id" text;--> statement-breakpoint
ALTER TABLE "badges" ADD COLUMN "locks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "badge_devices" ADD CONSTRAINT "badge_devices_staff_id_badges_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."badges"("staff_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_devices" ADD CONSTRAINT "badge_devices_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_owner_id_staff_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."staff"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
-- A browser that push reaches belongs to the newest session of its person. Where there is none, it is reached again once it is opened.
UPDATE push_subscriptions p SET session_id = (
  SELECT id FROM staff_sessions s WHERE s.user_id = p.staff_id AND s.expires_at > now() ORDER BY s.updated_at DESC LIMIT 1);--> statement-breakpoint
-- A browser that somebody enrolled for themselves has their name, and so has who made it.
UPDATE devices d SET owner_id = s.id FROM staff s
WHERE d.kind = 'browser' AND d.name = d.created_by AND s.name = d.name
  AND NOT EXISTS (SELECT FROM staff o WHERE o.name = s.name AND o.id <> s.id);--> statement-breakpoint
-- Where a badge is in use now, its owner is known.
INSERT INTO badge_devices (staff_id, device_id, opened_at)
SELECT d.operator_id, d.id, d.operator_at FROM devices d JOIN badges b ON b.staff_id = d.operator_id WHERE d.operator_at IS NOT NULL;
