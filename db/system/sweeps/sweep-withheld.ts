import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { problemsGoneBy } from "@/lib/domain/installations/problem";
import { emitDue, timesOf } from "./emit-due";
import { LIMIT } from "./limits";

/** The most orders of one store in one sweep: while its data is withheld, one is enough to find out that it is back. */
const LIMIT_PER_STORE = { withheld: 1, back: 50 };

/**
 * Reason: reads orders of every organization. Emits `order/read.due` for orders whose customer data Shopify withheld at
 * their last read and that are due to be read again: all of a store whose data is back, and one of a store whose data is still
 * withheld. A paused store is read too: a pause ends pushes, not reads. An order gets at most one event per period.
 *
 * Proved by tests/faults/withheld/withheld-data.test.ts.
 *
 * @returns the number of emitted events
 */
export async function sweepWithheld(
  db: Database,
  { now, periodMs }: { now: Date; periodMs: number },
): Promise<number> {
  const { before, period } = timesOf({ now, olderThanMs: 0, periodMs: 10 * periodMs });
  const kinds = sql`${sql.param(problemsGoneBy("full_read"))}::text[]`;
  const { withheld, back } = LIMIT_PER_STORE;
  return emitDue(db, {
    now,
    event: "order/read.due",
    eventId: sql`'withheld:' || d.id || ':' || ${period}`,
    data: sql`jsonb_build_object('organizationId', d.organization_id, 'orderId', d.id)`,
    rows: sql`
      select due.* from store s, lateral (
        select organization_id, id, reread_at from "order"
        where organization_id = s.organization_id and store_id = s.id and reread_at < ${before}
        order by reread_at
        limit case when exists (select from problem p where p.organization_id = s.organization_id
          and p.store_id = s.id and p.kind = any(${kinds}) and p.cleared_at is null) then ${withheld}::int else ${back}::int end
      ) due
      where s.state <> 'disconnected'
      order by due.reread_at, due.id limit ${LIMIT}`,
  });
}
