import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { EventName } from "@/lib/domain/jobs/event-name";

const EVENT: EventName = "shop/check.due";

/** The most shops of one sweep; the next sweep takes the rest. */
const LIMIT = 100;

/**
 * Reason: an installation belongs to no organization. Emits `shop/check.due` for shops that are to be looked at, and not
 * again for them before `retryMs`, so that a lost event or a failed check is repeated. Shops whose circuit breaker is open
 * wait until they can be called.
 *
 * @returns the number of emitted events
 */
export async function sweepShops(db: Database, sweep: { now: Date; retryMs: number }): Promise<number> {
  const now = sql`${sweep.now.toISOString()}::timestamptz`;
  const rows = await db.orm.execute(sql`
    with due as (
      select id from installation
      where state = 'active' and trips = 0 and subscribe_at <= ${now}
      order by subscribe_at, id limit ${LIMIT} for update skip locked
    ), taken as (
      update installation i set subscribe_at = ${now} + ${sweep.retryMs} * interval '1 millisecond'
      from due where i.id = due.id
      returning i.id, i.shop_domain, i.subscribe_at
    )
    insert into outbox (id, event_id, name, data, created_at)
    select 'out_' || replace(gen_random_uuid()::text, '-', ''),
      'shop-check:' || id || ':' || (extract(epoch from subscribe_at) * 1000)::bigint, ${EVENT},
      jsonb_build_object('installationId', id, 'shopDomain', shop_domain), ${now}
    from (select * from taken order by id) t
    returning id`);
  return rows.length;
}
