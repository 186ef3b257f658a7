import type postgres from "postgres";

const BATCH = 100_000;

/** Inserts completed runs of two steps each, an hour old, and analyzes the tables. */
export async function seedFinishedRuns(sql: postgres.Sql, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    await sql`
      insert into engine.runs (id, function_id, status, events, output, max_attempts, settled, created_at, ended_at)
      select 'seed_' || n, 'bench-two', 'completed', '[{"id":"e","name":"bench/two","data":{},"ts":1}]',
        '{"value":2}', 1, 2, now() - interval '1 hour', now() - interval '1 hour'
      from generate_series(${from + 1}::int, ${from + BATCH}::int) n`;
    await sql`
      insert into engine.steps (run_id, hash, op, name, memo, position, attempts, planned_at, settled_at)
      select 'seed_' || n, 'hash-' || s, 'StepRun', 's' || s, '{"data":{"value":1}}', s, 1, now(), now()
      from generate_series(${from + 1}::int, ${from + BATCH}::int) n, generate_series(1, 2) s`;
  }
  await sql`analyze engine.runs`;
  await sql`analyze engine.steps`;
}
