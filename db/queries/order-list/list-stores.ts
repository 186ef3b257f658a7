import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { connection, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { ListStore } from "@/lib/domain/order-list/list-toolbar";

/**
 * One JSON array of the stores that take part in the scope's orders, by name. A supplier is named to everyone who
 * sees a store that it supplies.
 */
export function listStoresJson(scope: Scope): SQL {
  const own = merchantFilter(scope, store.merchantId) ?? sql`true`;
  return sql`with mine as (
      select ${store.id} as id from ${store}
      where ${store.organizationId} = ${scope.organizationId} and ${own}
    ), pair as (
      select ${connection.destinationStoreId} as sells, ${connection.sourceStoreId} as supplies from ${connection}
      where ${connection.organizationId} = ${scope.organizationId}
        and ${connection.destinationStoreId} in (select id from mine)
    )
    select coalesce(json_agg(json_build_object('id', ${store.id}, 'name', ${store.name},
        'merchantId', ${store.merchantId}, 'timeZone', ${store.timeZone}, 'autoPush', ${store.autoPushSince} is not null,
        'sells', ${store.id} in (select sells from pair), 'supplies', ${store.id} in (select supplies from pair))
        order by ${store.name}, ${store.id}), '[]')
    from ${store} where ${store.organizationId} = ${scope.organizationId}
      and (${store.id} in (select sells from pair) or ${store.id} in (select supplies from pair))`;
}

/** Reads the stores that take part in the scope's orders. */
export async function readListStores(tx: Tx, scope: Scope): Promise<ListStore[]> {
  const [row] = await tx.execute<{ stores: ListStore[] }>(sql`select (${listStoresJson(scope)}) as stores`);
  return row?.stores ?? [];
}
