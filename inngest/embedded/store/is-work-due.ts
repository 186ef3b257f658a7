import type postgres from "postgres";

/** Tells whether an event, a request or a job is due at a time, in milliseconds since 1970. */
export async function isWorkDue(sql: postgres.Sql, at: number): Promise<boolean> {
  const now = new Date(at).toISOString();
  const [row] = await sql<{ due: boolean }[]>`
    select exists (select from engine.events where dispatched_at is null)
      or exists (select from engine.runs where asked is not null)
      or exists (select from engine.jobs where parked_on is null and due_at <= ${now} and run_at <= ${now})
      or exists (select from engine.jobs where parked_on is not null and run_at <= ${now}) as due`;
  return row?.due ?? false;
}
