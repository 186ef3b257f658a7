import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";

const EVENT: EventName = "order/source-order.recorded";

/** The most source orders of one sweep; the next sweep takes the rest. */
const LIMIT = 500;

/**
 * Reason: reads source orders of every organization. Emits `order/source-order.recorded` again for source orders
 * whose second read has been due for `olderThanMs`: the event was lost, or its run failed. A source order gets at
 * most one event per period.
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
      select 'out_' || replace(gen_random_uuid()::text, '-', ''), 'recorded:' || s.id || ':sweep:' || ${period}::text,
        ${EVENT},
        jsonb_build_object('organizationId', s.organization_id, 'orderId', s.order_id,
          'sourceStoreId', s.source_store_id, 'sourceOrderGid', s.shopify_gid),
        ${now}::timestamptz
      from (
        select id, organization_id, order_id, source_store_id, shopify_gid from source_order
        where read_due_at < ${before}::timestamptz
        order by read_due_at, id limit ${LIMIT}
      ) s
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
