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
ALTER TABLE "stock_hints" ADD CONSTRAINT "stock_hints_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;