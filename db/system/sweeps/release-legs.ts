import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";

/** The most legs of one installation in one sweep; the next sweep takes the rest. */
const LIMIT = 5_000;

/**
 * Reason: reads legs of every organization. Releases the legs that wait for installations whose circuit breaker is
 * closed again, or for emergency stops that were lifted (lifting releases most of them at once). They are due since their
 * creation, so that the sweeper dispatches the oldest first.
 *
 * Proved by tests/faults/shops/closed-shops.test.ts and tests/faults/stores/emergency-stop.test.ts.
 *
 * @returns the number of released legs
 */
export async function releaseLegs(db: Database): Promise<number> {
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      update push_leg l set waits_for = null, not_before = l.created_at
      from installation i, lateral (
        select w.organization_id, w.id from push_leg w where w.waits_for = i.id order by w.created_at limit ${LIMIT}
      ) w
      where i.state = 'active' and i.trips = 0 and l.organization_id = w.organization_id and l.id = w.id
        and l.waits_for = i.id
      returning l.id`);
    const stopped = await tx.execute(sql`
      update push_leg l set waits_for = null, not_before = l.created_at
      from emergency_stop s, lateral (
        select w.organization_id, w.id from push_leg w where w.waits_for = s.id order by w.created_at limit ${LIMIT}
      ) w
      where s.lifted_at is not null and l.organization_id = w.organization_id and l.id = w.id and l.waits_for = s.id
      returning l.id`);
    return rows.length + stopped.length;
  });
}
