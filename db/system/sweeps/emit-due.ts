import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";

/** A sweep takes what has been due for `olderThanMs`, and emits at most one event per period for each row. */
export type Sweep = { now: Date; olderThanMs: number; periodMs: number };

/** The time before which a row must have become due, and the name of the period. */
export function timesOf({ now, olderThanMs, periodMs }: Sweep): { before: SQL; period: SQL } {
  return {
    before: sql`${new Date(now.getTime() - olderThanMs).toISOString()}::timestamptz`,
    period: sql`${String(Math.floor(now.getTime() / periodMs))}::text`,
  };
}

/**
 * Reason: the sweeps read rows of every organization. Emits an event for each row `d` of a query; one that was emitted
 * before under the same id is left out.
 *
 * @returns the number of emitted events
 */
export async function emitDue(
  db: Database,
  due: { now: Date; event: EventName; eventId: SQL; data: SQL; rows: SQL },
): Promise<number> {
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || replace(gen_random_uuid()::text, '-', ''), ${due.eventId}, ${due.event}, ${due.data},
        ${due.now.toISOString()}::timestamptz
      from (${due.rows}) d
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
