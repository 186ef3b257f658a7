import { and, asc, eq, exists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connection, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { merchantFilter } from "./merchant-filter";

export type SellingStore = Awaited<ReturnType<typeof sellingStores>>[number];

/** The scope's stores that sell, with their merchant and time zone, by merchant and name. */
export async function sellingStores(tx: Tx, scope: Scope) {
  return tx
    .select({ id: store.id, name: store.name, timeZone: store.timeZone, merchantName: merchant.name })
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
    .orderBy(asc(merchant.name), asc(store.name), asc(store.id));
}
