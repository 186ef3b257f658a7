import type { Database } from "@/db/client";
import type { RunAction } from "@/lib/domain/jobs/run";
import { mayBeSeen, type RunViewer } from "./list-runs";

/**
 * Reason: as `listRuns`. Asks the job engine to cancel or retry a run, which takes less than a second. A run that has
 * not ended can be cancelled. A retry starts the next attempt of a waiting run now, and continues a failed run where
 * it failed.
 *
 * @returns false when the run does not exist, the viewer may not see it, or its state does not allow the action
 */
export async function requestRunAction(
  db: Database,
  viewer: RunViewer,
  request: { runId: string; action: RunAction },
): Promise<boolean> {
  const { sql } = db;
  const states = request.action === "cancel" ? ["running"] : ["running", "failed"];
  const asked = await sql`
    with asked as (
      update engine.runs r set asked = ${request.action}
      where r.id = ${request.runId} and r.status = any (${states}::text[]) and ${mayBeSeen(sql, viewer)}
      returning r.id
    )
    select id, pg_notify('crossdock_engine', '') from asked`;
  return asked.length > 0;
}
