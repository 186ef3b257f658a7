import { and, asc, eq, exists } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connection, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { merchantFilter } from "./merchant-filter";

/** A merchant with its destination stores; `id` is null for stores that belong to no merchant. */
export type ScopeChoice = { id: string | null; name: string | null; stores: { id: string; name: string }[] };

/** What a view may be narrowed to: the scope's merchants and their stores that sell, by name. */
export async function scopeChoices(tx: Tx, scope: Scope): Promise<ScopeChoice[]> {
  const sells = tx
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(eq(connection.organizationId, store.organizationId), eq(connection.destinationStoreId, store.id)),
    );
  const rows = await tx
    .select({ id: store.id, name: store.name, merchantId: merchant.id, merchantName: merchant.name })
    .from(store)
    .leftJoin(
      merchant,
      and(eq(merchant.organizationId, store.organizationId), eq(merchant.id, store.merchantId)),
    )
    .where(
      and(
        eq(store.organizationId, scope.organizationId),
        merchantFilter(scope, store.merchantId),
        exists(sells),
      ),
    )
    .orderBy(asc(merchant.name), asc(store.name), asc(store.id));
  const choices = new Map<string | null, ScopeChoice>();
  for (const row of rows) {
    const choice = choices.get(row.merchantId) ?? { id: row.merchantId, name: row.merchantName, stores: [] };
    choice.stores.push({ id: row.id, name: row.name });
    choices.set(row.merchantId, choice);
  }
  return [...choices.values()];
}
