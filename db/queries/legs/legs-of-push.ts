import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/** The ids of the legs that a push planned, oldest first; none when the scope does not see its order. */
export async function legsOfPush(
  tx: Tx,
  scope: Scope,
  where: { orderId: string; pushId: string },
): Promise<string[]> {
  const rows = await tx
    .select({ id: pushLeg.id })
    .from(pushLeg)
    .innerJoin(order, and(eq(order.organizationId, pushLeg.organizationId), eq(order.id, pushLeg.orderId)))
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        eq(pushLeg.orderId, where.orderId),
        eq(pushLeg.pushId, where.pushId),
        merchantFilter(scope, order.merchantId),
      ),
    )
    .orderBy(pushLeg.createdAt, pushLeg.id);
  return rows.map((row) => row.id);
}
