import { and, eq, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery, installation } from "@/db/schema/shopify";

export type DeliveryRow = typeof delivery.$inferSelect & {
  installation: { id: string; state: string; installedAt: Date } | null;
  /** When the shop first reported this event: two subscriptions report the same event under two webhook ids. */
  firstReceivedAt: Date;
};

/**
 * Reason: deliveries belong to no organization. Reads a delivery with its installation, even if the app was installed
 * after the delivery arrived.
 */
export async function loadDelivery(db: Database, id: string): Promise<DeliveryRow | null> {
  const [row] = await db.orm
    .select({
      delivery,
      installation: { id: installation.id, state: installation.state, installedAt: installation.installedAt },
      firstReceivedAt: sql<string | null>`(select min(e.received_at) from delivery e
        where e.shop_domain = ${delivery.shopDomain} and e.event_id = ${delivery.eventId}
          and e.topic = ${delivery.topic} and e.app_credential_id = ${delivery.appCredentialId})`,
    })
    .from(delivery)
    .leftJoin(
      installation,
      or(
        eq(installation.id, delivery.installationId),
        and(
          eq(installation.appCredentialId, delivery.appCredentialId),
          eq(installation.shopDomain, delivery.shopDomain),
        ),
      ),
    )
    .where(eq(delivery.id, id));
  if (!row) return null;
  const firstReceivedAt =
    row.firstReceivedAt === null ? row.delivery.receivedAt : new Date(row.firstReceivedAt);
  return { ...row.delivery, installation: row.installation, firstReceivedAt };
}
