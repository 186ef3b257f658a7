import type { Database } from "@/db/client";
import { type Lane, newOrderTopics } from "@/lib/domain/intake/lane";
import type { EventName } from "@/lib/domain/jobs/event-name";

const newOrders: Lane = "new_orders";
const changes: Lane = "changes";

const EVENT: EventName = "shopify/delivery.received";

/** The most deliveries of one sweep; the next sweep takes the rest. */
const LIMIT = 500;

/** Deliveries of a shop that does not answer must not take the places of other shops. */
const LIMIT_PER_SHOP = 50;

/**
 * Reason: deliveries belong to no organization. Emits `shopify/delivery.received` again for deliveries that are due:
 * their event was lost, or its run failed. Each of them is due again after as long as it has waited so far, within
 * the limits of `pace`, so that an outage does not start runs faster than they end. Deliveries of shops whose app
 * is uninstalled or whose circuit breaker is open wait until the shop can be called again.
 *
 * @returns the number of emitted events
 */
export async function sweepDeliveries(
  db: Database,
  sweep: { now: Date; pace: { leastMs: number; mostMs: number } },
): Promise<number> {
  const now = sweep.now.toISOString();
  const { leastMs, mostMs } = sweep.pace;
  const rows = await db.sql`
    with due as (
      select w.id from (
        select d.id, d.due_at from installation i, lateral (
          select id, due_at from delivery
          where installation_id = i.id and due_at <= ${now} order by due_at, id limit ${LIMIT_PER_SHOP}
        ) d
        where i.state = 'active' and i.trips = 0
        union all (
          select id, due_at from delivery
          where installation_id is null and due_at <= ${now} order by due_at, id limit ${LIMIT_PER_SHOP}
        )
      ) w
      order by w.due_at, w.id limit ${LIMIT}
    ), taken as (
      update delivery d set due_at = ${now}::timestamptz + least(greatest(${now}::timestamptz - d.received_at,
        ${leastMs} * interval '1 millisecond'), ${mostMs} * interval '1 millisecond')
      from due where d.id = due.id and d.due_at <= ${now}
      returning d.id, d.shop_domain, d.due_at, d.topic
    )
    insert into outbox (id, event_id, name, data, created_at)
    select 'out_' || replace(gen_random_uuid()::text, '-', ''),
      'delivery:' || id || ':sweep:' || (extract(epoch from due_at) * 1000)::bigint,
      ${EVENT}, jsonb_build_object('deliveryId', id, 'shopDomain', shop_domain,
        'lane', shop_domain || '/' || case when topic = any (${newOrderTopics}::text[]) then ${newOrders}::text
          else ${changes}::text end), ${now}
    from (select id, shop_domain, due_at, topic from taken order by id) t
    returning id`;
  return rows.length;
}
