ALTER TABLE "after_sales" ADD COLUMN "return_carrier" text;--> statement-breakpoint
ALTER TABLE "after_sales" ADD COLUMN "return_waybill" text;--> statement-breakpoint
ALTER TABLE "after_sales" ADD COLUMN "work_order" text;--> statement-breakpoint
CREATE UNIQUE INDEX "after_sales_work_order" ON "after_sales" USING btree ("work_order") WHERE work_order is not null;--> statement-breakpoint
CREATE INDEX "after_sales_return_waybill" ON "after_sales" USING btree ("return_waybill") WHERE return_waybill is not null;--> statement-breakpoint
-- Returns that are under way have their number from here on: RW, seven random characters and a check character (ISO 7064 MOD 37,36).
DO $$
DECLARE
  alphabet constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  due record;
  body text;
  value integer;
BEGIN
  FOR due IN
    SELECT order_id, native_number FROM after_sales
    WHERE kind IN ('return', 'exchange') AND state IN ('approved', 'goods_returning') AND work_order IS NULL
  LOOP
    LOOP
      body := '';
      WHILE length(body) < 7 LOOP
        value := get_byte(uuid_send(gen_random_uuid()), 0);
        IF value < 252 THEN body := body || substr(alphabet, value % 36 + 1, 1); END IF;
      END LOOP;
      value := 36;
      FOR at IN 1..7 LOOP
        value := (value + strpos(alphabet, substr(body, at, 1)) - 1) % 36;
        value := (CASE value WHEN 0 THEN 36 ELSE value END * 2) % 37;
      END LOOP;
      body := 'RW-' || body || substr(alphabet, (37 - value) % 36 + 1, 1);
      EXIT WHEN NOT EXISTS (SELECT FROM after_sales WHERE work_order = body);
    END LOOP;
    UPDATE after_sales SET work_order = body WHERE order_id = due.order_id AND native_number = due.native_number;
  END LOOP;
END $$;
