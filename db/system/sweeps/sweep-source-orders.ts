import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { LIMIT, LIMIT_PER_STORE } from "./limits";

const EVENT: EventName = "order/source-order.recorded";

/**
 * Reason: reads source orders of every organization. Emits `order/source-order.recorded` again for source orders
 * whose second read has been due for `olderThanMs`: the event was lost, or its run failed. Each store's source orders
 * are taken in the order in which they became due; those of a shop whose circuit breaker is open wait. A source order
 * gets at most one event per period.
 *
 * @returns the number of emitted events
 */
export async function sweepSourceOrders(
  db: Database,
  sweep: { now: Date; olderThanMs: number; periodMs: number },
): Promise<number> {
  const now = sweep.now.toISOString();
  const before = new Date(sweep.now.getTime() - sweep.olderThanMs).toISOString();
  const period = String(Math.floor(sweep.now.getTime() / sweep.periodMs));
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || replace(gen_random_uuid()::text, '-', ''), 'recorded:' || d.id || ':sweep:' || ${period}::text,
        ${EVENT},
        jsonb_build_object('organizationId', d.organization_id, 'orderId', d.order_id,
          'sourceStoreId', d.source_store_id, 'sourceOrderGid', d.shopify_gid),
        ${now}::timestamptz
      from (
        select due.* from store s join installation i on i.id = s.installation_id, lateral (
          select id, organization_id, order_id, source_store_id, shopify_gid, read_due_at from source_order
          where organization_id = s.organization_id and source_store_id = s.id
            and read_due_at < ${before}::timestamptz
            -- An event of this period would be dropped, and take the place of another source order.
            and not exists (select from outbox e where e.event_id = 'recorded:' || source_order.id || ':sweep:' || ${period}::text)
          order by read_due_at limit ${LIMIT_PER_STORE}
        ) due
        where i.state = 'active' and i.trips = 0
        order by due.read_due_at, due.id limit ${LIMIT}
      ) d
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
