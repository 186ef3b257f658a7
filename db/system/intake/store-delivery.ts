import type { Database } from "@/db/client";

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
 * Reason: a webhook belongs to a shop, of which no or several organizations may have a store. Stores delivery
 * and outbox row in one statement, so that it costs one round trip and one commit and neither is ever there
 * alone. The time received is the database's, which is also the product's clock.
 *
 * @param options.graceMs how long its processing may take before the sweeper thinks its event lost
 * @returns true when it is new, false when the same webhook id of the shop is there already
 */
export async function storeDelivery(
  db: Database,
  row: NewDelivery,
  options: { graceMs: number },
): Promise<boolean> {
  const rows = await db.sql`
    with stored as (
      insert into delivery (
        id, app_credential_id, shop_domain, webhook_id, event_id, topic, api_version, triggered_at,
        received_at, due_at, installation_id, body
      ) values (
        ${row.id}, ${row.appCredentialId}, ${row.shopDomain}, ${row.webhookId}, ${row.eventId}, ${row.topic},
        ${row.apiVersion}, ${row.triggeredAt?.toISOString() ?? null}, clock_timestamp(),
        clock_timestamp() + ${options.graceMs} * interval '1 millisecond',
        (select id from installation
          where app_credential_id = ${row.appCredentialId} and shop_domain = ${row.shopDomain}),
        ${row.body}
      )
      on conflict (app_credential_id, shop_domain, webhook_id) do nothing
      returning id, shop_domain, received_at
    )
    insert into outbox (id, event_id, name, data, created_at)
    select ${row.outboxId}, 'delivery:' || id, 'shopify/delivery.received',
      jsonb_build_object('deliveryId', id, 'shopDomain', shop_domain), received_at
    from stored
    returning id`;
  return rows.length > 0;
}
