import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** A store that the scope may see; null otherwise. */
export async function findStore(tx: Tx, scope: Scope, storeId: string) {
  const [row] = await tx
    .select()
    .from(store)
    .where(
      and(
        eq(store.organizationId, scope.organizationId),
        eq(store.id, storeId),
        merchantFilter(scope, store.merchantId),
      ),
    );
  return row ?? null;
}
