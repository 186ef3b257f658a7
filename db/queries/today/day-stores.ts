import { and, eq, exists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { connection, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { DayStore } from "@/lib/domain/today/day-figures";

/** The scope's stores that sell, by name. */
export async function dayStores(tx: Tx, scope: Scope): Promise<DayStore[]> {
  return tx
    .select({
      id: store.id,
      name: store.name,
      timeZone: store.timeZone,
      merchantId: store.merchantId,
      merchantName: merchant.name,
    })
    .from(store)
    .leftJoin(
      merchant,
      and(eq(merchant.organizationId, store.organizationId), eq(merchant.id, store.merchantId)),
    )
    .where(
      and(
        eq(store.organizationId, scope.organizationId),
        merchantFilter(scope, store.merchantId),
        exists(
          tx
            .select({ one: sql`1` })
            .from(connection)
            .where(
              and(
                eq(connection.organizationId, store.organizationId),
                eq(connection.destinationStoreId, store.id),
              ),
            ),
        ),
      ),
    )
    .orderBy(store.name, store.id);
}
