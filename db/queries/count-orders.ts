import { count } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { type OrderFilter, orderFilter } from "./order-filter";

/** How many orders of a filter stand in each push status, by status. */
export async function countOrders(
  tx: Tx,
  scope: Scope,
  filter: OrderFilter,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ status: order.pushStatus, orders: count() })
    .from(order)
    .where(orderFilter(tx, scope, filter))
    .groupBy(order.pushStatus);
  return new Map(rows.map((row) => [row.status, row.orders]));
}
