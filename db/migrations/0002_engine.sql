-- The embedded job engine (inngest/embedded). System tables: the login owns them, no row-level security.
-- Times come from the engine's clock as parameters, never from now(): a test moves that clock.
CREATE SCHEMA engine;
--> statement-breakpoint
-- The functions that the workers announced at their last boot, with their concurrency limits.
CREATE TABLE engine.functions (
  id text PRIMARY KEY,
  config json NOT NULL,
  limit1 integer,
  limit2 integer,
  seen_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE engine.events (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE,
  external_id text,
  name text NOT NULL,
  data json NOT NULL,
  ts bigint NOT NULL,
  received_at timestamptz NOT NULL,
  dispatched_at timestamptz,
  error text
);
--> statement-breakpoint
CREATE INDEX events_waiting_idx ON engine.events (seq) WHERE dispatched_at IS NULL;
--> statement-breakpoint
CREATE INDEX events_dispatched_idx ON engine.events (dispatched_at) WHERE dispatched_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE engine.runs (
  id text PRIMARY KEY,
  function_id text NOT NULL,
  status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'completed', 'failed', 'cancelled')),
  events json NOT NULL,
  output json,
  error json,
  max_attempts integer NOT NULL,
  key1 text,
  key2 text,
  -- Planned steps, sleeps, waits and invocations not settled yet: the body runs on when it is 0.
  pending integer NOT NULL DEFAULT 0 CHECK (pending >= 0),
  settled integer NOT NULL DEFAULT 0,
  parent_run_id text,
  parent_step text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
--> statement-breakpoint
CREATE INDEX runs_live_idx ON engine.runs (function_id, created_at) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE INDEX runs_recent_idx ON engine.runs (function_id, created_at);
--> statement-breakpoint
CREATE INDEX runs_ended_idx ON engine.runs (ended_at) WHERE ended_at IS NOT NULL;
--> statement-breakpoint
-- What a run knows: one row per step, its result written once. position is the order of completion.
CREATE TABLE engine.steps (
  run_id text NOT NULL REFERENCES engine.runs ON DELETE CASCADE,
  hash text NOT NULL,
  op text NOT NULL,
  name text NOT NULL,
  memo json,
  failed boolean NOT NULL DEFAULT false,
  position integer,
  attempts integer NOT NULL DEFAULT 0,
  planned_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (run_id, hash)
);
--> statement-breakpoint
-- What is to be done. run_at is when a worker may take the row: the due time, or the end of the lease while
-- lease_owner is set, or a far retry while it is parked behind a concurrency key. due_at keeps its place in line.
CREATE TABLE engine.jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id text NOT NULL REFERENCES engine.runs ON DELETE CASCADE,
  function_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('discover', 'step', 'sleep', 'wait', 'invoke')),
  step_hash text,
  attempt integer NOT NULL DEFAULT 0,
  error json,
  due_at timestamptz NOT NULL,
  run_at timestamptz NOT NULL,
  lease_owner text,
  -- Grows with every claim and every settled step: an answer that carries an older one is dropped.
  generation integer NOT NULL DEFAULT 0,
  parked_on text,
  key1 text,
  key2 text,
  event_name text,
  match_expr text,
  UNIQUE NULLS NOT DISTINCT (run_id, step_hash)
);
--> statement-breakpoint
CREATE INDEX jobs_due_idx ON engine.jobs (run_at, id);
--> statement-breakpoint
CREATE INDEX jobs_key1_idx ON engine.jobs (key1) WHERE lease_owner IS NOT NULL AND key1 IS NOT NULL;
--> statement-breakpoint
CREATE INDEX jobs_key2_idx ON engine.jobs (key2) WHERE lease_owner IS NOT NULL AND key2 IS NOT NULL;
--> statement-breakpoint
CREATE INDEX jobs_parked_idx ON engine.jobs (parked_on, due_at, id) WHERE parked_on IS NOT NULL;
--> statement-breakpoint
CREATE INDEX jobs_waiting_idx ON engine.jobs (event_name) WHERE kind = 'wait';
--> statement-breakpoint
-- One run per function and key while the row lasts: event ids and idempotency keys.
CREATE TABLE engine.idempotency (
  function_id text NOT NULL,
  key text NOT NULL,
  run_id text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (function_id, key)
);
--> statement-breakpoint
CREATE INDEX idempotency_expiry_idx ON engine.idempotency (expires_at);
--> statement-breakpoint
-- A cron slot belongs to the worker that inserts it.
CREATE TABLE engine.cron_slots (
  function_id text NOT NULL,
  slot timestamptz NOT NULL,
  PRIMARY KEY (function_id, slot)
);
--> statement-breakpoint
-- Leases up to p_slots due jobs and returns all that a call needs. A job whose lease ran out is taken over with
-- attempt + 1. Jobs behind a full concurrency key are parked; whoever frees the key wakes the next one, and
-- p_park_ms is the floor when nobody does. Keys are locked in one order, so that two workers never deadlock.
CREATE FUNCTION engine.claim(p_owner text, p_now timestamptz, p_lease_ms integer, p_slots integer, p_park_ms integer)
RETURNS TABLE (
  id bigint, run_id text, function_id text, kind text, step_hash text, attempt integer, generation integer,
  lost boolean, error json, max_attempts integer, events json, steps json
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  candidates bigint[];
  taken bigint[] := '{}';
  lost_ids bigint[] := '{}';
  job record;
  full_key text;
BEGIN
  SELECT array_agg(c.id) INTO candidates FROM (
    SELECT j.id FROM engine.jobs j WHERE j.run_at <= p_now ORDER BY j.run_at, j.id
    LIMIT p_slots + 64 FOR UPDATE SKIP LOCKED
  ) c;
  IF candidates IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(k.lock) FROM (
    SELECT DISTINCT hashtextextended(key, 20) AS lock FROM engine.jobs j, unnest(ARRAY[j.key1, j.key2]) key
    WHERE j.id = ANY (candidates) AND key IS NOT NULL ORDER BY 1
  ) k;
  FOR job IN
    SELECT j.id, j.kind, j.lease_owner, j.key1, j.key2, f.limit1, f.limit2
    FROM engine.jobs j LEFT JOIN engine.functions f ON f.id = j.function_id
    WHERE j.id = ANY (candidates) ORDER BY j.due_at, j.id
  LOOP
    EXIT WHEN cardinality(taken) >= p_slots;
    full_key := NULL;
    IF job.key1 IS NOT NULL AND job.limit1 <= (
      SELECT count(*) FROM engine.jobs h WHERE h.key1 = job.key1 AND h.lease_owner IS NOT NULL AND h.run_at > p_now
    ) THEN
      full_key := job.key1;
    ELSIF job.key2 IS NOT NULL AND job.limit2 <= (
      SELECT count(*) FROM engine.jobs h WHERE h.key2 = job.key2 AND h.lease_owner IS NOT NULL AND h.run_at > p_now
    ) THEN
      full_key := job.key2;
    END IF;
    IF full_key IS NOT NULL THEN
      UPDATE engine.jobs j SET parked_on = full_key, run_at = p_now + p_park_ms * interval '1 millisecond',
        attempt = j.attempt + (j.lease_owner IS NOT NULL)::int, lease_owner = NULL
      WHERE j.id = job.id;
      CONTINUE;
    END IF;
    IF job.lease_owner IS NOT NULL THEN lost_ids := lost_ids || job.id; END IF;
    taken := taken || job.id;
    UPDATE engine.jobs j SET lease_owner = p_owner, generation = j.generation + 1, parked_on = NULL,
      attempt = j.attempt + (j.lease_owner IS NOT NULL)::int,
      run_at = p_now + p_lease_ms * interval '1 millisecond'
    WHERE j.id = job.id;
  END LOOP;
  RETURN QUERY
    SELECT j.id, j.run_id, j.function_id, j.kind, j.step_hash, j.attempt, j.generation,
      j.id = ANY (lost_ids), j.error, r.max_attempts, r.events,
      (SELECT json_agg(json_build_array(s.hash, s.memo) ORDER BY s.position)
       FROM engine.steps s WHERE s.run_id = j.run_id AND s.position IS NOT NULL)
    FROM engine.jobs j JOIN engine.runs r ON r.id = j.run_id WHERE j.id = ANY (taken);
END
$$;
