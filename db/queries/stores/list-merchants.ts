import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** A merchant with its stores, by state. */
export type ListedMerchant = {
  id: string;
  name: string;
  archivedAt: Date | null;
  /** Stores that are connected, also paused ones, and all stores. */
  connected: number;
  stores: number;
};

/** The merchants that the scope sees, archived ones last, by name. */
export async function listMerchants(tx: Tx, scope: Scope): Promise<ListedMerchant[]> {
  return tx
    .select({
      id: merchant.id,
      name: merchant.name,
      archivedAt: merchant.archivedAt,
      connected: sql<number>`count(${store.id}) filter (where ${store.state} <> 'disconnected')::int`,
      stores: sql<number>`count(${store.id})::int`,
    })
    .from(merchant)
    .leftJoin(
      store,
      and(eq(store.organizationId, merchant.organizationId), eq(store.merchantId, merchant.id)),
    )
    .where(
      and(
        eq(merchant.organizationId, scope.organizationId),
        scope.merchantIds === null ? undefined : inArray(merchant.id, [...scope.merchantIds]),
      ),
    )
    .groupBy(merchant.organizationId, merchant.id, merchant.name, merchant.archivedAt)
    .orderBy(sql`${merchant.archivedAt} is not null`, asc(merchant.name), asc(merchant.id));
}
