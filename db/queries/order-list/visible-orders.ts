import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";

/** The ids of those orders that the scope sees. */
export async function visibleOrders(tx: Tx, scope: Scope, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const rows = await tx
    .select({ id: order.id })
    .from(order)
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        inArray(order.id, [...orderIds]),
        merchantFilter(scope, order.merchantId),
      ),
    );
  return rows.map((row) => row.id);
}
