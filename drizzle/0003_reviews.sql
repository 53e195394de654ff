CREATE TABLE "reviews" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"cause" text NOT NULL,
	"order_id" text NOT NULL,
	"app_id" uuid,
	"other_name" text NOT NULL,
	"code" text,
	"answer" text,
	"delivery_id" bigint,
	"assignee_id" text,
	"opened_at" timestamp with time zone NOT NULL,
	"resolution" text,
	"resolved_by" text,
	"resolved_at" timestamp with time zone,
	"note" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_open" ON "reviews" USING btree ("order_id","other_name","cause") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "reviews_resolved" ON "reviews" USING btree ("resolved_at") WHERE resolved_at is not null;