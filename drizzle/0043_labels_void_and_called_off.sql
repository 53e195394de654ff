DROP INDEX "orders_called_off";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "called_off" boolean;--> statement-breakpoint
ALTER TABLE "print_jobs" ADD COLUMN "waybills" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "orders_called_off" ON "orders" USING btree ("warehouse_id","updated_at") WHERE state = 'cancelled' and (paid_at is not null or called_off);--> statement-breakpoint
-- A cancelled job is as final as one that was printed or failed.
CREATE OR REPLACE FUNCTION print_outcome_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('printed', 'failed', 'cancelled') THEN
    RAISE EXCEPTION 'the outcome of a print job stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
