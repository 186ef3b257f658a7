import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { OrderFilter, OrderSort } from "@/lib/domain/order-list/order-filter";
import { type ListSource, listSource } from "./list-source";

/**
 * How a list's orders are found where none may be left out: a search that very many orders fit walks through
 * all orders instead of the newest that fit. Dearer than a page of the list may be.
 */
export async function wholeSource(
  tx: Tx,
  scope: Scope,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<ListSource> {
  const source = await listSource(tx, scope, filter, sort);
  return source.kind === "set" && source.partial ? { kind: "orders" } : source;
}
