import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

type StoreName = { id: string; name: string; shopDomain: string };

/**
 * Names of stores by id, for orders that the caller has read. A merchant's user sees which suppliers their orders go
 * to, so this is not narrowed to merchants.
 */
export async function storeNames(
  tx: Tx,
  scope: Scope,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, StoreName>> {
  if (storeIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: store.id, name: store.name, shopDomain: store.shopDomain })
    .from(store)
    .where(and(eq(store.organizationId, scope.organizationId), inArray(store.id, [...new Set(storeIds)])));
  return new Map(rows.map((row) => [row.id, row]));
}
