import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { OrderFilter, OrderSort } from "@/lib/domain/order-list/order-filter";
import { type ListSource, listSource } from "./list-source";

/**
 * How to find the orders of a list when none may be left out. A search that more than 2,000 orders match walks along
 * all orders, instead of looking through the newest 2,000. That costs more than a page of the list may cost.
 */
export async function completeSource(
  tx: Tx,
  scope: Scope,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<ListSource> {
  const source = await listSource(tx, scope, filter, sort);
  return source.kind === "set" && source.partial ? { kind: "orders" } : source;
}
