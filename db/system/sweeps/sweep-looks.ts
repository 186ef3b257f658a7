import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { LIMIT } from "./limits";

const EVENT: EventName = "connection/look.requested";

/**
 * Reason: reads the looks of every organization. Emits `connection/look.requested` for looks that have been due for
 * `olderThanMs`: it is time to look again, the event was lost, or its run failed. A connection gets at most one event
 * per period. Those of a shop whose circuit breaker is open wait.
 *
 * @returns the number of emitted events
 */
export async function sweepLooks(
  db: Database,
  sweep: { now: Date; olderThanMs: number; periodMs: number },
): Promise<number> {
  const now = sweep.now.toISOString();
  const before = new Date(sweep.now.getTime() - sweep.olderThanMs).toISOString();
  const period = String(Math.floor(sweep.now.getTime() / sweep.periodMs));
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || replace(gen_random_uuid()::text, '-', ''),
        'look:' || d.connection_id || ':sweep:' || ${period}::text, ${EVENT},
        jsonb_build_object('organizationId', d.organization_id, 'connectionId', d.connection_id),
        ${now}::timestamptz
      from (
        select l.organization_id, l.connection_id from other_app_look l
        join store s on s.organization_id = l.organization_id and s.id = l.source_store_id
        join installation i on i.id = s.installation_id
        where l.due_at < ${before}::timestamptz and i.state = 'active' and i.trips = 0
          and not exists (select from outbox e
            where e.event_id = 'look:' || l.connection_id || ':sweep:' || ${period}::text)
        order by l.due_at, l.connection_id limit ${LIMIT}
      ) d
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
