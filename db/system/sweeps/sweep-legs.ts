import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { PROVED_ABSENT } from "@/lib/domain/push/leg-cause";

const EVENT: EventName = "order/leg.dispatch-requested";

/** The most legs of one sweep; the next sweep takes the rest. */
const LIMIT = 500;

/**
 * Reason: reads legs of every organization. Requests the dispatch of legs that no process works on: planned and due
 * for `olderThanMs`, claimed with an expired lease, or due for a look-up. An uncertain leg is due unless a person
 * has to decide about it. A leg gets at most one event per period.
 *
 * @returns the number of emitted events
 */
export async function sweepLegs(
  db: Database,
  sweep: { now: Date; olderThanMs: number; periodMs: number },
): Promise<number> {
  const now = sweep.now.toISOString();
  const before = new Date(sweep.now.getTime() - sweep.olderThanMs).toISOString();
  const period = String(Math.floor(sweep.now.getTime() / sweep.periodMs));
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || replace(gen_random_uuid()::text, '-', ''), 'dispatch:' || l.id || ':sweep:' || ${period}::text,
        ${EVENT},
        jsonb_build_object('organizationId', l.organization_id, 'orderId', l.order_id, 'legId', l.id),
        ${now}::timestamptz
      from (
        select id, organization_id, order_id from push_leg
        where (state = 'planned' and state_changed_at < ${before}::timestamptz
            and (not_before is null or not_before < ${now}::timestamptz))
          or (state = 'claimed' and lease_until < ${now}::timestamptz)
          or (state in ('uncertain', 'skipped', 'superseded', 'created') and not_before < ${now}::timestamptz)
          or (state = 'uncertain' and not_before is null and cause_code is distinct from ${PROVED_ABSENT}
            and state_changed_at < ${before}::timestamptz)
        order by state_changed_at, id limit ${LIMIT}
      ) l
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
