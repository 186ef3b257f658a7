import type { Database } from "../client";

/** How many a sweep takes up; the next one takes the rest. */
const LIMIT = 500;

/** A shop whose deliveries cannot be read does not keep the others from theirs. */
const LIMIT_PER_SHOP = 50;

/**
 * Reason: deliveries belong to no organization. Emits again what was received or waits and was not taken up
 * for `olderThanMs`: its event may be lost, or its run have ended without success. Shops whose app is
 * uninstalled are left until it is installed again. A period gives one event per delivery.
 *
 * @returns how many were emitted
 */
export async function sweepDeliveries(
  db: Database,
  sweep: { now: Date; olderThanMs: number; periodMs: number },
): Promise<number> {
  const now = sweep.now.toISOString();
  const before = new Date(sweep.now.getTime() - sweep.olderThanMs).toISOString();
  const period = String(Math.floor(sweep.now.getTime() / sweep.periodMs));
  const rows = await db.sql`
    insert into outbox (id, event_id, name, data, created_at)
    select 'out_' || replace(gen_random_uuid()::text, '-', ''), 'delivery:' || d.id || ':sweep:' || ${period}::text,
      'shopify/delivery.received', jsonb_build_object('deliveryId', d.id, 'shopDomain', d.shop_domain),
      ${now}
    from (
      select w.id, w.shop_domain from (
        select d.id, d.shop_domain, d.received_at,
          row_number() over (partition by d.shop_domain order by d.received_at, d.id) as place
        from delivery d
        left join installation i on i.id = d.installation_id
        where d.state in ('received', 'waiting') and d.received_at < ${before}
          and (i.state is null or i.state = 'active')
      ) w
      where w.place <= ${LIMIT_PER_SHOP}
      order by w.received_at, w.id limit ${LIMIT}
    ) d
    on conflict (event_id) do nothing
    returning id`;
  return rows.length;
}
