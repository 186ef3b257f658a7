import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery, installation } from "@/db/schema/shopify";

export type DeliveryRow = typeof delivery.$inferSelect & {
  installation: { id: string; state: string; installedAt: Date } | null;
  /** When the shop first reported this event: two subscriptions report the same event under two webhook ids. */
  firstReceivedAt: Date;
};

/**
 * The installation of a delivery: that of its arrival; otherwise the one whose shop has the domain now, also if the app was
 * installed later; otherwise the one whose shop had the domain before.
 */
const installationOf = sql`coalesce(${delivery.installationId}, (
  select i.id from installation i where i.app_credential_id = ${delivery.appCredentialId}
    and (i.shop_domain = ${delivery.shopDomain} or ${delivery.shopDomain} = any (i.former_domains))
  order by i.shop_domain = ${delivery.shopDomain} desc, i.domain_since desc nulls last, i.id limit 1))`;

/** Reason: deliveries belong to no organization. Reads a delivery with its installation. */
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
    .leftJoin(installation, eq(installation.id, installationOf))
    .where(eq(delivery.id, id));
  if (!row) return null;
  const firstReceivedAt =
    row.firstReceivedAt === null ? row.delivery.receivedAt : new Date(row.firstReceivedAt);
  return { ...row.delivery, installation: row.installation, firstReceivedAt };
}
