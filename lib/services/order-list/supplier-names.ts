import type { Tx } from "@/db/client";
import { storeNames } from "@/db/queries/stores/store-names";
import type { Scope } from "@/db/scope";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";

/** Rows of a list of orders, and the names of the source stores in their push tracks by id. */
export type OrderRows = { rows: ListedOrder[]; supplierNames: ReadonlyMap<string, string> };

/**
 * The names of the source stores in the push tracks of some rows, which the caller has read under the scope.
 * Proved by `tests/db/export-orders.test.ts`.
 */
export async function supplierNames(
  tx: Tx,
  scope: Scope,
  rows: readonly ListedOrder[],
): Promise<OrderRows["supplierNames"]> {
  const ids = rows.flatMap((row) => row.track?.segments.map((segment) => segment.sourceStoreId) ?? []);
  const stores = await storeNames(tx, scope, ids);
  return new Map([...stores].map(([id, { name }]) => [id, name]));
}
