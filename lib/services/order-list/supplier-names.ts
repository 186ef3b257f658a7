import type { Tx } from "@/db/client";
import { storeNames } from "@/db/queries/stores/store-names";
import type { Scope } from "@/db/scope";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";

/** Rows of an orders list, and the names of the source stores in their push tracks by store id. */
export type OrderRows = { rows: ListedOrder[]; supplierNames: ReadonlyMap<string, string> };

/**
 * Reads the names of the source stores in the push tracks of rows that the caller has read under the same scope.
 *
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
