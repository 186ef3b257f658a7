import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { emitDue, type Sweep, timesOf } from "./emit-due";
import { LIMIT, LIMIT_PER_STORE } from "./limits";

/**
 * Reason: reads orders of every organization. Emits `order/ingested` again for orders that automatic push has not
 * checked for `olderThanMs`: the event was lost, or its run failed. Each store's orders are taken in the order in which
 * they became due. An order gets at most one event per period.
 *
 * @returns the number of emitted events
 */
export async function sweepAutomaticPushes(db: Database, sweep: Sweep): Promise<number> {
  const { before, period } = timesOf(sweep);
  return emitDue(db, {
    now: sweep.now,
    event: "order/ingested",
    eventId: sql`'ingested:' || d.id || ':sweep:' || ${period}`,
    data: sql`jsonb_build_object('organizationId', d.organization_id, 'orderId', d.id)`,
    rows: sql`
      select due.* from store s, lateral (
        select id, organization_id, auto_push_due_at from "order"
        where organization_id = s.organization_id and store_id = s.id and auto_push_due_at < ${before}
        order by auto_push_due_at limit ${LIMIT_PER_STORE}
      ) due
      order by due.auto_push_due_at, due.id limit ${LIMIT}`,
  });
}
