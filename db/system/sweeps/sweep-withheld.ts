import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { problemsGoneBy } from "@/lib/domain/installations/problem";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { LIMIT } from "./limits";

const EVENT: EventName = "order/read.due";

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
export async function sweepWithheld(db: Database, sweep: { now: Date; periodMs: number }): Promise<number> {
  const now = sql`${sweep.now.toISOString()}::timestamptz`;
  const period = String(Math.floor(sweep.now.getTime() / (10 * sweep.periodMs)));
  const kinds = sql`${sql.param(problemsGoneBy("full_read"))}::text[]`;
  const { withheld, back } = LIMIT_PER_STORE;
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      insert into outbox (id, event_id, name, data, created_at)
      select 'out_' || replace(gen_random_uuid()::text, '-', ''), 'withheld:' || o.id || ':' || ${period}::text,
        ${EVENT}, jsonb_build_object('organizationId', o.organization_id, 'orderId', o.id), ${now}
      from (
        select due.* from store s, lateral (
          select organization_id, id, reread_at from "order"
          where organization_id = s.organization_id and store_id = s.id and reread_at < ${now}
          order by reread_at
          limit case when exists (select from problem p where p.organization_id = s.organization_id
            and p.store_id = s.id and p.kind = any(${kinds}) and p.cleared_at is null) then ${withheld}::int else ${back}::int end
        ) due
        where s.state <> 'disconnected'
        order by due.reread_at, due.id limit ${LIMIT}
      ) o
      on conflict (event_id) do nothing
      returning id`);
    return rows.length;
  });
}
