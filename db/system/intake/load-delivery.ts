import { and, eq, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery, installation } from "@/db/schema/shopify";

export type DeliveryRow = typeof delivery.$inferSelect & {
  installation: { id: string; state: string; installedAt: Date } | null;
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
  return row ? { ...row.delivery, installation: row.installation } : null;
}
