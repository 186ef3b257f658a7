-- A link to reset a password stands for the right of the user who created it: it ends when that user or the link's own
-- user gets another place in an organization, or loses access. Null: the administrator of the portal created it.
ALTER TABLE password_reset ADD COLUMN created_by text REFERENCES "user" (id) ON DELETE CASCADE;
--> statement-breakpoint
CREATE INDEX password_reset_creator ON password_reset (created_by);
--> statement-breakpoint
-- The lock lets a link that is being stored either be found here, or see the changed membership.
CREATE FUNCTION end_reset_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM "user" WHERE id = NEW.user_id FOR UPDATE;
  DELETE FROM password_reset WHERE user_id = NEW.user_id OR created_by = NEW.user_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER membership_place AFTER UPDATE OF role, merchant_ids, disabled_at ON membership
  FOR EACH ROW EXECUTE FUNCTION end_reset_links();
