import { and, desc, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery } from "@/db/schema/shopify";
import { withSystem } from "@/db/system/core/with-system";

/** A delivery without its body, which is nobody's to read. */
export type DeliveryRow = {
  id: string;
  topic: string;
  shopDomain: string;
  state: string;
  reason: string | null;
  attempts: number;
  receivedAt: Date;
};

/**
 * Reason: deliveries belong to installations, not to organizations. The newest of some installations that were
 * not simply processed; the caller names only installations of its own stores.
 */
export async function listDeliveries(
  db: Database,
  installationIds: readonly string[],
  limit: number,
): Promise<DeliveryRow[]> {
  if (installationIds.length === 0) return [];
  return withSystem(db, (tx) =>
    tx
      .select({
        id: delivery.id,
        topic: delivery.topic,
        shopDomain: delivery.shopDomain,
        state: delivery.state,
        reason: delivery.reason,
        attempts: delivery.attempts,
        receivedAt: delivery.receivedAt,
      })
      .from(delivery)
      .where(
        and(
          inArray(delivery.installationId, [...installationIds]),
          inArray(delivery.state, ["waiting", "parked", "ignored"]),
        ),
      )
      .orderBy(desc(delivery.receivedAt))
      .limit(limit),
  );
}
