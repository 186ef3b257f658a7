import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { PROVED_ABSENT } from "@/lib/domain/push/leg-cause";
import { LIMIT, LIMIT_PER_STORE } from "./limits";

const EVENT: EventName = "order/leg.dispatch-requested";

/**
 * Reason: reads legs of every organization. Requests the dispatch of legs that no process works on: planned and due
 * for `olderThanMs`, claimed with an expired lease, or due for a look-up. An uncertain leg is due unless a person
 * has to decide about it. Legs that wait for a shop with an open circuit breaker are not due. Each source store's legs
 * are taken in the order in which they became due. A leg gets at most one event per period.
 *
 * @returns the number of emitted events
 */
export async function sweepLegs(
  db: Database,
  sweep: { now: Date; olderThanMs: number; periodMs: number },
): Promise<number> {
  const now = sql`${sweep.now.toISOString()}::timestamptz`;
  const before = sql`${new Date(sweep.now.getTime() - sweep.olderThanMs).toISOString()}::timestamptz`;
  const period = String(Math.floor(sweep.now.getTime() / sweep.periodMs));
  return withSystem(db, async (tx) => {
    // The first three conditions of the inner query are those of the index push_leg_sweep.
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || to_char(row_number() over (order by l.due, l.id), 'FM000000')
          || replace(gen_random_uuid()::text, '-', ''),
        'dispatch:' || l.id || ':sweep:' || ${period}::text, ${EVENT},
        jsonb_build_object('organizationId', l.organization_id, 'orderId', l.order_id, 'legId', l.id), ${now}
      from (
        select due.* from store s, lateral (
          select id, organization_id, order_id, coalesce(not_before, state_changed_at) as due from push_leg
          where waits_for is null
            and (state in ('planned', 'uncertain')
              or (state in ('skipped', 'superseded', 'created') and not_before is not null))
            and coalesce(not_before, state_changed_at) < ${now}
            and organization_id = s.organization_id and source_store_id = s.id
            and (state <> 'planned' or state_changed_at < ${before})
            and (state <> 'uncertain' or not_before is not null
              or (state_changed_at < ${before} and cause_code is distinct from ${PROVED_ABSENT}))
          order by coalesce(not_before, state_changed_at) limit ${LIMIT_PER_STORE}
        ) due
        union all
        select id, organization_id, order_id, lease_until from push_leg
        where state = 'claimed' and lease_until < ${now}
        order by due, id limit ${LIMIT}
      ) l
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
