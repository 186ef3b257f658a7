-- A person may belong to several organizations; the session remembers the one that was chosen.
ALTER TABLE session ADD COLUMN chosen_organization_id text;
