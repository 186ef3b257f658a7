import type { Tx } from "@/db/client";
import { readListStores } from "@/db/queries/order-list/list-stores";
import type { Scope } from "@/db/scope";
import type { OrderSelection } from "@/lib/domain/order-list/order-filter";
import { orderSelection } from "@/lib/order-list/list-filter";
import type { FilterParams } from "@/lib/order-list/list-params";

/**
 * Builds the selection of a list's orders. Reads stores only when the list is limited by date, because days begin at
 * midnight in each store's time zone, or has a search, because its words may name a source store.
 *
 * Proved by `tests/db/export-orders.test.ts`.
 */
export async function selectOrders(
  tx: Tx,
  scope: Scope,
  list: FilterParams,
  now: Date,
): Promise<OrderSelection> {
  const stores = list.date === null && list.q === "" ? [] : await readListStores(tx, scope);
  return orderSelection(list, { now, stores });
}
