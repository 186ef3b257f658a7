import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { emitDue, type Sweep, timesOf } from "./emit-due";
import { LIMIT, LIMIT_PER_STORE } from "./limits";

/**
 * Reason: reads source orders of every organization. Emits `order/source-order.recorded` again for source orders
 * whose second read has been due for `olderThanMs`: the event was lost, or its run failed. Each store's source orders
 * are taken in the order in which they became due; those of a shop whose circuit breaker is open wait. A source order
 * gets at most one event per period.
 *
 * @returns the number of emitted events
 */
export async function sweepSourceOrders(db: Database, sweep: Sweep): Promise<number> {
  const { before, period } = timesOf(sweep);
  const eventId = (id: SQL) => sql`'recorded:' || ${id} || ':sweep:' || ${period}`;
  return emitDue(db, {
    now: sweep.now,
    event: "order/source-order.recorded",
    eventId: eventId(sql`d.id`),
    data: sql`jsonb_build_object('organizationId', d.organization_id, 'orderId', d.order_id,
      'sourceStoreId', d.source_store_id, 'sourceOrderGid', d.shopify_gid)`,
    rows: sql`
      select due.* from store s join installation i on i.id = s.installation_id, lateral (
        select id, organization_id, order_id, source_store_id, shopify_gid, read_due_at from source_order
        where organization_id = s.organization_id and source_store_id = s.id
          and read_due_at < ${before}
          -- An event of this period would be dropped, and take the place of another source order.
          and not exists (select from outbox e where e.event_id = ${eventId(sql`source_order.id`)})
        order by read_due_at limit ${LIMIT_PER_STORE}
      ) due
      where i.state = 'active' and i.trips = 0
      order by due.read_due_at, due.id limit ${LIMIT}`,
  });
}
