import { and, asc, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { order } from "@/db/schema/order";
import { withSystem } from "@/db/system/core/with-system";

/** An order whose columns older rules wrote; also the place in the walk through all of them. */
export type StaleOrder = { version: number; organizationId: string; orderId: string };

/**
 * Reason: orders of every organization are looked over. Orders whose columns older rules wrote, beyond a place,
 * at most `limit`.
 */
export async function staleProjections(
  db: Database,
  args: { version: number; after: StaleOrder | null; limit: number },
): Promise<StaleOrder[]> {
  const { after } = args;
  const place = sql`(${order.projectionVersion}, ${order.organizationId}, ${order.id})`;
  return withSystem(db, (tx) =>
    tx
      .select({ version: order.projectionVersion, organizationId: order.organizationId, orderId: order.id })
      .from(order)
      .where(
        and(
          lt(order.projectionVersion, args.version),
          after ? sql`${place} > (${after.version}, ${after.organizationId}, ${after.orderId})` : undefined,
        ),
      )
      .orderBy(asc(order.projectionVersion), asc(order.organizationId), asc(order.id))
      .limit(args.limit),
  );
}
