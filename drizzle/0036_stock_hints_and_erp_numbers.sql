CREATE TABLE "stock_hints" (
	"sku" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"said_by" text NOT NULL,
	CONSTRAINT "stock_hints_sku_warehouse_id_pk" PRIMARY KEY("sku","warehouse_id")
);
--> statement-breakpoint
ALTER TABLE "assignment_rules" ADD COLUMN "stock_hint_hours" integer;--> statement-breakpoint
ALTER TABLE "erps" ADD COLUMN "may_tell_stock" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "erps" ADD COLUMN "stock_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "order_links" ADD COLUMN "by_erp" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "order_links" SET "by_erp" = true WHERE "app_id" IN (SELECT "id" FROM "erps");--> statement-breakpoint
ALTER TABLE "stock_hints" ADD CONSTRAINT "stock_hints_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_links_erp_number" ON "order_links" USING btree ("native_number") WHERE by_erp;
