import { and, desc, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery } from "@/db/schema/shopify";
import { withSystem } from "@/db/system/core/with-system";
import type { DeliveryState } from "@/lib/domain/intake/delivery";

/** A delivery without its body, which no user may read. */
export type DeliveryRow = {
  id: string;
  topic: string;
  shopDomain: string;
  state: DeliveryState;
  reason: string | null;
  attempts: number;
  receivedAt: Date;
};

const LISTED = ["waiting", "parked", "ignored"] as const satisfies DeliveryState[];

/**
 * Reason: deliveries belong to installations, not to organizations. Lists the newest deliveries of the installations
 * that wait, are parked or were ignored. The caller passes only installations of its own stores.
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
      .where(and(inArray(delivery.installationId, [...installationIds]), inArray(delivery.state, LISTED)))
      .orderBy(desc(delivery.receivedAt))
      .limit(limit),
  );
}
