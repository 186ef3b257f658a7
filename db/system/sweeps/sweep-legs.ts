import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";

/** How many a sweep takes up; the next one takes the rest. */
const LIMIT = 500;

/**
 * Reason: legs of every organization are looked over. Asks for the dispatch of legs that nobody holds: planned
 * and due for `olderThanMs`, claimed with an ended lease, or due to be looked up. An uncertain leg is due unless
 * a person is to decide on it. A period gives one event per leg.
 *
 * @returns how many were emitted
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
        'order/leg.dispatch-requested',
        jsonb_build_object('organizationId', l.organization_id, 'orderId', l.order_id, 'legId', l.id),
        ${now}::timestamptz
      from (
        select id, organization_id, order_id from push_leg
        where (state = 'planned' and state_changed_at < ${before}::timestamptz
            and (not_before is null or not_before < ${now}::timestamptz))
          or (state = 'claimed' and lease_until < ${now}::timestamptz)
          or (state in ('uncertain', 'skipped', 'superseded', 'created') and not_before < ${now}::timestamptz)
          or (state = 'uncertain' and not_before is null and cause_code is distinct from 'proved_absent'
            and state_changed_at < ${before}::timestamptz)
        order by state_changed_at, id limit ${LIMIT}
      ) l
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
