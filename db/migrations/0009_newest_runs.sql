-- The page of jobs shows the newest runs first, of every function.
CREATE INDEX runs_newest_idx ON engine.runs (created_at DESC, id DESC);
