import { and, asc, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { order } from "@/db/schema/order";
import { withSystem } from "@/db/system/core/with-system";

/** An order whose columns were computed by older rules; also the position to continue from. */
export type StaleOrder = { version: number; organizationId: string; orderId: string };

/**
 * Reason: reads orders of every organization. Lists at most `limit` orders whose columns were computed by older
 * rules, after the position `after`.
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
