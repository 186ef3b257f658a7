import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema/shopify";
import { newId } from "./new-id";

/** Every event of the product: its name and its data. Events carry ids, never payloads. */
export type EventCatalogue = {
  "shopify/delivery.received": { deliveryId: string; shopDomain: string };
  "order/ingested": { organizationId: string; orderId: string };
  "order/push.requested": { organizationId: string; orderId: string; pushId: string };
  "order/hold.released": { organizationId: string; orderId: string };
  "order/leg.released": { organizationId: string; orderId: string; legId: string };
  "order/source-order.recorded": {
    organizationId: string;
    orderId: string;
    sourceStoreId: string;
    sourceOrderGid: string;
  };
  "order/leg.dispatch-requested": { organizationId: string; orderId: string; legId: string };
};

/**
 * Writes an event into the outbox inside the caller's transaction, so that it leaves if and only if the fact
 * is committed. `eventId` is deterministic: the engine takes each once a day.
 */
export async function emit<Name extends keyof EventCatalogue>(
  tx: Tx,
  event: { name: Name; eventId: string; data: EventCatalogue[Name]; at: Date },
): Promise<void> {
  await tx
    .insert(outbox)
    .values({
      id: newId("out"),
      eventId: event.eventId,
      name: event.name,
      data: event.data,
      createdAt: event.at,
    })
    .onConflictDoNothing();
  await tx.execute(sql`select pg_notify('crossdock_outbox', '')`);
}
