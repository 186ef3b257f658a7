import { asc, lt } from "drizzle-orm";
import type { Database } from "../client";
import { order } from "../schema/order";
import { withSystem } from "./with-system";

/**
 * Reason: orders of every organization are looked over. Orders whose columns older rules wrote, by organization
 * and id, at most `limit`.
 */
export async function staleProjections(
  db: Database,
  version: number,
  limit: number,
): Promise<{ organizationId: string; orderId: string }[]> {
  return withSystem(db, (tx) =>
    tx
      .select({ organizationId: order.organizationId, orderId: order.id })
      .from(order)
      .where(lt(order.projectionVersion, version))
      .orderBy(asc(order.projectionVersion))
      .limit(limit),
  );
}
