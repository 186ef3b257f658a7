import type { Database } from "@/db/client";
import { mayBeSeen, type RunViewer } from "./list-runs";

/**
 * Reason: as `listRuns`. Asks the engine to cancel or retry a run; it does so within a second. A live run can
 * be cancelled, and hurried if it waits for its next attempt; a failed one goes on where it failed.
 *
 * @returns false when the run is not there, not to be seen, or in a state in which this means nothing
 */
export async function requestRunAction(
  db: Database,
  viewer: RunViewer,
  request: { runId: string; action: "cancel" | "retry" },
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
