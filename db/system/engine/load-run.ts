import type { Database } from "@/db/client";
import type { RunDetail, RunStep } from "@/lib/domain/jobs/run";
import { withInstants } from "./instants";
import { mayBeSeen, type RunViewer, runColumns, runInstants } from "./list-runs";

/** Reason: as `listRuns`. A run with its steps in the order in which they ended; null when the viewer may not see it. */
export async function loadRun(db: Database, viewer: RunViewer, runId: string): Promise<RunDetail | null> {
  const { sql } = db;
  const [run] = await sql<Omit<RunDetail, "steps">[]>`
    select ${runColumns(sql)}, r.events -> 0 -> 'data' ->> 'orderId' as "orderId",
      r.events -> 0 ->> 'name' as "eventName", last.error ->> 'name' as "lastErrorName",
      last.error ->> 'message' as "lastErrorMessage"
    from engine.runs r left join lateral (
      select min(greatest(j.due_at, j.run_at)) filter (where j.kind <> 'timeout') as at,
        bool_or(j.lease_owner is not null) as busy
      from engine.jobs j where j.run_id = r.id and r.ended_at is null
    ) next on true left join lateral (
      select error from engine.jobs where run_id = r.id and kind = 'discover'
    ) last on true
    where r.id = ${runId} and ${mayBeSeen(sql, viewer)}`;
  if (!run) return null;
  const steps = await sql<RunStep[]>`
    select s.name, s.op, coalesce(j.attempt + (j.lease_owner is not null)::int, s.attempts) as attempts,
      s.planned_at as "plannedAt", s.settled_at as "settledAt", s.failed,
      coalesce(s.memo -> 'error', j.error) ->> 'name' as "errorName",
      coalesce(s.memo -> 'error', j.error) ->> 'message' as "errorMessage",
      j.lease_owner is not null as busy, greatest(j.due_at, j.run_at) as "nextAt"
    from engine.steps s left join engine.jobs j on j.run_id = s.run_id and j.step_hash = s.hash
    where s.run_id = ${runId} order by s.position nulls last, s.planned_at, s.hash`;
  return {
    ...withInstants(run, runInstants),
    steps: steps.map((step) => withInstants(step, ["plannedAt", "settledAt", "nextAt"])),
  };
}
