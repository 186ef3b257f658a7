import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { emitDue, type Sweep, timesOf } from "./emit-due";
import { LIMIT } from "./limits";

/**
 * Reason: reads the looks of every organization. Emits `connection/look.requested` for looks that have been due for
 * `olderThanMs`: it is time to look again, the event was lost, or its run failed. A connection gets at most one event
 * per period. Those of a shop whose circuit breaker is open wait.
 *
 * @returns the number of emitted events
 */
export async function sweepLooks(db: Database, sweep: Sweep): Promise<number> {
  const { before, period } = timesOf(sweep);
  const eventId = (connectionId: SQL) => sql`'look:' || ${connectionId} || ':sweep:' || ${period}`;
  return emitDue(db, {
    now: sweep.now,
    event: "connection/look.requested",
    eventId: eventId(sql`d.connection_id`),
    data: sql`jsonb_build_object('organizationId', d.organization_id, 'connectionId', d.connection_id)`,
    rows: sql`
      select l.organization_id, l.connection_id from other_app_look l
      join store s on s.organization_id = l.organization_id and s.id = l.source_store_id
      join installation i on i.id = s.installation_id
      where l.due_at < ${before} and i.state = 'active' and i.trips = 0
        and not exists (select from outbox e where e.event_id = ${eventId(sql`l.connection_id`)})
      order by l.due_at, l.connection_id limit ${LIMIT}`,
  });
}
