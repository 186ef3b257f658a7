-- A leg is refused without a send when its source store no longer has an item that the leg sends.
CREATE OR REPLACE FUNCTION push_leg_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT ((OLD.state || '>' || NEW.state) = ANY (ARRAY[
    'planned>claimed', 'planned>rejected', 'planned>skipped', 'planned>superseded', 'planned>created',
    'claimed>created', 'claimed>rejected', 'claimed>uncertain', 'claimed>planned',
    'uncertain>created', 'uncertain>planned', 'uncertain>skipped',
    'rejected>planned', 'rejected>skipped', 'rejected>superseded', 'rejected>created',
    'skipped>created', 'superseded>created',
    'created>recall_requested', 'created>ended',
    'recall_requested>recalled', 'recall_requested>created'])) THEN
    RAISE EXCEPTION 'push leg % may not move from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'push_leg_move';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What the shopper saw and paid, in the shopper's currency. Orders that were read before have none until their next read.
ALTER TABLE "order" ADD COLUMN "presentment" jsonb;
--> statement-breakpoint
ALTER TABLE "line_item" ADD COLUMN "presentment_unit_price" bigint;
