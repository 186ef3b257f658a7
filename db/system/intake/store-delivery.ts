import type { Database } from "@/db/client";
import { laneOf } from "@/lib/domain/intake/lane";
import type { EventName } from "@/lib/domain/jobs/event-name";

const EVENT: EventName = "shopify/delivery.received";

/** A verified webhook request; `body` holds the exact bytes. */
export type NewDelivery = {
  id: string;
  outboxId: string;
  appCredentialId: string;
  shopDomain: string;
  webhookId: string;
  eventId: string | null;
  topic: string;
  apiVersion: string | null;
  triggeredAt: Date | null;
  body: Buffer;
};

/**
 * Reason: a webhook belongs to a shop, and no organization or several may have a store for that shop. Stores the
 * delivery and its event in one statement: one round trip, one commit, and never one without the other. The time
 * of receipt comes from the database's clock, which is also the product's.
 *
 * @param options.graceMs how long processing may take before the sweeper emits the event again
 * @returns true for a new delivery, false when the shop's webhook id is already stored
 */
export async function storeDelivery(
  db: Database,
  row: NewDelivery,
  options: { graceMs: number },
): Promise<boolean> {
  const rows = await db.sql`
    with stored as (
      insert into delivery (
        id, app_credential_id, shop_domain, webhook_id, event_id, topic, lane, api_version, triggered_at,
        received_at, due_at, installation_id, body
      ) values (
        ${row.id}, ${row.appCredentialId}, ${row.shopDomain}, ${row.webhookId}, ${row.eventId}, ${row.topic},
        ${laneOf(row.topic)}, ${row.apiVersion}, ${row.triggeredAt?.toISOString() ?? null}, clock_timestamp(),
        clock_timestamp() + ${options.graceMs} * interval '1 millisecond',
        coalesce((select id from installation
            where app_credential_id = ${row.appCredentialId} and shop_domain = ${row.shopDomain}),
          (select id from installation where app_credential_id = ${row.appCredentialId}
            and ${row.shopDomain} = any (former_domains) order by domain_since desc nulls last, id limit 1)),
        ${row.body}
      )
      on conflict (app_credential_id, shop_domain, webhook_id) do nothing
      returning id, shop_domain, received_at
    )
    insert into outbox (id, event_id, name, data, created_at)
    select ${row.outboxId}, 'delivery:' || id, ${EVENT},
      jsonb_build_object('deliveryId', id, 'shopDomain', shop_domain,
        'lane', shop_domain || '/' || ${laneOf(row.topic)}::text), received_at
    from stored
    returning id`;
  return rows.length > 0;
}
