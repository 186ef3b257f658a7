import { type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { everyOrder } from "@/lib/domain/order-list/order-filter";
import { type KeysRequest, listWalk } from "./list-keys";
import { scopeSource } from "./list-source";
import { orderFilter } from "./order-filter";

/** The number of newest orders whose values are offered. */
const LOOKED_AT = 500;
const OFFERED = 60;

const newestFirst: KeysRequest = {
  ...{ filter: everyOrder, tab: "all", sort: { by: "date", direction: "desc" } },
  ...{ beyond: null, limit: LOOKED_AT },
};

/**
 * Selects one row of `tags` and `shipping`: the tags and shipping methods of the scope's newest orders, the most
 * frequent first. The filters offer these.
 */
export function facetValues(scope: Scope): SQL {
  const newest = listWalk(scope, scopeSource(scope), newestFirst, LOOKED_AT);
  return sql`
    with newest as (
      select found.tags, found.method from (${newest}) walked cross join lateral (
        select ${order.tags} as tags, ${order.shippingMethod} as method from ${order}
        where ${order.id} = walked.id and ${orderFilter(scope, everyOrder)} limit 1) found
    ), tag as (
      select value from newest, unnest(tags) value group by value order by count(*) desc, value limit ${OFFERED}
    ), method as (
      select method as value from newest where method is not null
      group by method order by count(*) desc, method limit ${OFFERED}
    )
    select (select coalesce(json_agg(value), '[]') from tag) as tags,
      (select coalesce(json_agg(value), '[]') from method) as shipping`;
}
