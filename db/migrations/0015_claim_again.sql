-- A worker looks again at once only where jobs behind full keys may have hidden others. It did so whenever it put one
-- aside: where one key's jobs come faster than they are done, most looks found nothing.
CREATE OR REPLACE FUNCTION engine.claim(p_owner text, p_now timestamptz, p_lease_ms integer, p_slots integer, p_park_ms integer)
RETURNS SETOF engine.claimed LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  -- How many jobs behind full keys a look may meet before it has to look again.
  ahead CONSTANT integer := 16;
  candidates bigint[];
  taken bigint[] := '{}';
  lost_ids bigint[] := '{}';
  parked boolean := false;
  job record;
  full_key text;
BEGIN
  UPDATE engine.jobs j SET parked_on = NULL WHERE j.id IN (
    SELECT p.id FROM engine.jobs p WHERE p.parked_on IS NOT NULL AND p.run_at <= p_now
    ORDER BY p.run_at, p.id LIMIT p_slots FOR UPDATE SKIP LOCKED
  );
  SELECT array_agg(c.id) INTO candidates FROM (
    SELECT j.id FROM engine.jobs j WHERE j.parked_on IS NULL AND j.due_at <= p_now AND j.run_at <= p_now
    ORDER BY j.due_at, j.id LIMIT p_slots + ahead FOR UPDATE SKIP LOCKED
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
      parked := true;
      CONTINUE;
    END IF;
    IF job.lease_owner IS NOT NULL THEN lost_ids := lost_ids || job.id; END IF;
    taken := taken || job.id;
    UPDATE engine.jobs j SET lease_owner = p_owner, generation = j.generation + 1,
      attempt = j.attempt + (j.lease_owner IS NOT NULL)::int,
      run_at = p_now + p_lease_ms * interval '1 millisecond'
    WHERE j.id = job.id;
  END LOOP;
  RETURN QUERY
    SELECT j.id, j.run_id, j.function_id, j.kind, j.step_hash, j.attempt, j.generation,
      j.id = ANY (lost_ids), j.error, r.max_attempts, r.events, r.started_at,
      j.kind = 'timeout' AND EXISTS (
        SELECT FROM engine.jobs o WHERE o.run_id = j.run_id AND o.kind IN ('discover', 'step')
        AND o.lease_owner IS NOT NULL AND o.run_at > p_now),
      (SELECT json_agg(json_build_array(s.hash, s.memo) ORDER BY s.position)
       FROM engine.steps s WHERE s.run_id = j.run_id AND s.position IS NOT NULL)
    FROM engine.jobs j JOIN engine.runs r ON r.id = j.run_id WHERE j.id = ANY (taken);
  IF parked AND cardinality(candidates) = p_slots + ahead AND cardinality(taken) < p_slots THEN
    RETURN QUERY SELECT (NULL::engine.claimed).*;
  END IF;
END
$$;
