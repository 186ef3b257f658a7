import { type SQL, sql } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { connection, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** One JSON array of what pages can be narrowed to: the scope's merchants and their stores that sell, by name. */
export function scopeChoices(scope: Scope): SQL {
  return sql`select coalesce(json_agg(choice.choice order by choice.name, choice.id), '[]') from (
    select ${merchant.id} as id, ${merchant.name} as name, json_build_object(
        'id', ${merchant.id}, 'name', ${merchant.name},
        'stores', json_agg(json_build_object('id', ${store.id}, 'name', ${store.name})
          order by ${store.name}, ${store.id})) as choice
    from ${store}
    left join ${merchant} on ${merchant.organizationId} = ${store.organizationId} and ${merchant.id} = ${store.merchantId}
    where ${store.organizationId} = ${scope.organizationId} and ${merchantFilter(scope, store.merchantId) ?? sql`true`}
      and exists (select 1 from ${connection} where ${connection.organizationId} = ${store.organizationId}
        and ${connection.destinationStoreId} = ${store.id})
    group by ${merchant.id}, ${merchant.name}) choice`;
}
