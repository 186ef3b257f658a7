import type postgres from "postgres";
import type { Database } from "@/db/client";
import type { RunFilter, RunRow, RunState } from "@/lib/domain/jobs/run";
import { withInstants } from "./instants";

/**
 * Who views runs. A viewer sees the runs of one organization, of its shops, and those without a subject. Null is the
 * administrator of this installation, who sees all runs.
 */
export type RunViewer = { organizationId: string; shopDomains: readonly string[] } | null;

/**
 * Reason: runs are stored outside of organizations. Lists the runs that the viewer may see, newest first.
 */
export async function listRuns(
  db: Database,
  viewer: RunViewer,
  filter: RunFilter & { limit: number },
): Promise<RunRow[]> {
  const { sql } = db;
  const place = filter.before;
  const rows = await sql<RunRow[]>`
    select ${runColumns(sql)}
    from engine.runs r left join lateral (
      select min(greatest(j.due_at, j.run_at)) filter (where j.kind <> 'timeout') as at,
        bool_or(j.lease_owner is not null) as busy
      from engine.jobs j where j.run_id = r.id and r.ended_at is null
    ) next on true
    where ${mayBeSeen(sql, viewer)}
      and ${filter.functionId === null ? sql`true` : sql`r.function_id = ${filter.functionId}`}
      and ${filter.state === null ? sql`true` : ofState(sql, filter.state)}
      and ${place ? sql`(r.created_at, r.id) < (${place.createdAt.toISOString()}, ${place.id})` : sql`true`}
    order by r.created_at desc, r.id desc limit ${filter.limit}`;
  return rows.map((row) => withInstants(row, runInstants));
}

export const runInstants = ["createdAt", "startedAt", "endedAt", "nextAt"] as const;

/** The columns of a run, from `engine.runs r` and its next job as `next`. */
export function runColumns(sql: postgres.Sql): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    r.id, r.function_id as "functionId", r.subject, r.created_at as "createdAt", r.started_at as "startedAt",
    r.ended_at as "endedAt", r.error ->> 'name' as "errorName", r.error ->> 'message' as "errorMessage", r.asked,
    case when r.status = 'running' and not coalesce(next.busy, false) then 'waiting' else r.status end as state,
    case when r.status = 'running' and not coalesce(next.busy, false) then next.at end as "nextAt"`;
}

/** The condition that excludes runs of other organizations. */
export function mayBeSeen(sql: postgres.Sql, viewer: RunViewer): postgres.PendingQuery<postgres.Row[]> {
  if (viewer === null) return sql`true`;
  const subjects = [`org:${viewer.organizationId}`, ...viewer.shopDomains.map((domain) => `shop:${domain}`)];
  return sql`(r.subject is null or r.subject = any (${subjects}::text[]))`;
}

function ofState(sql: postgres.Sql, state: RunState): postgres.PendingQuery<postgres.Row[]> {
  if (state === "running") return sql`r.status = 'running' and next.busy`;
  if (state === "waiting") return sql`r.status = 'running' and not coalesce(next.busy, false)`;
  return sql`r.status = ${state}`;
}
