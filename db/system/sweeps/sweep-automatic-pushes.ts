import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { LIMIT, LIMIT_PER_STORE } from "./limits";

const EVENT: EventName = "order/ingested";

/**
 * Reason: reads orders of every organization. Emits `order/ingested` again for orders that automatic push has not
 * checked for `olderThanMs`: the event was lost, or its run failed. Each store's orders are taken in the order in which
 * they became due. An order gets at most one event per period.
 *
 * @returns the number of emitted events
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
        ${EVENT}, jsonb_build_object('organizationId', o.organization_id, 'orderId', o.id),
        ${now}::timestamptz
      from (
        select due.* from store s, lateral (
          select id, organization_id, auto_push_due_at from "order"
          where organization_id = s.organization_id and store_id = s.id and auto_push_due_at < ${before}::timestamptz
          order by auto_push_due_at limit ${LIMIT_PER_STORE}
        ) due
        order by due.auto_push_due_at, due.id limit ${LIMIT}
      ) o
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
