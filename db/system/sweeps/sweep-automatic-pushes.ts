import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";

/** How many a sweep takes up; the next one takes the rest. */
const LIMIT = 500;

/**
 * Reason: orders of every organization are looked over. Emits `order/ingested` again for orders that automatic
 * push has not looked at for `olderThanMs`: the event was lost, or its run ended without success. A period
 * gives one event per order.
 *
 * @returns how many were emitted
 */
export async function sweepAutomaticPushes(
  db: Database,
  sweep: { now: Date; olderThanMs: number; periodMs: number },
): Promise<number> {
  const now = sweep.now.toISOString();
  const before = new Date(sweep.now.getTime() - sweep.olderThanMs).toISOString();
  const period = String(Math.floor(sweep.now.getTime() / sweep.periodMs));
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || replace(gen_random_uuid()::text, '-', ''), 'ingested:' || o.id || ':sweep:' || ${period}::text,
        'order/ingested', jsonb_build_object('organizationId', o.organization_id, 'orderId', o.id),
        ${now}::timestamptz
      from (
        select id, organization_id from "order" where auto_push_due_at < ${before}::timestamptz
        order by auto_push_due_at, id limit ${LIMIT}
      ) o
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
