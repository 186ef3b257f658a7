import { and, eq, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { facetGroups, type OrderFilter, type OrderTab } from "@/lib/domain/order-filter";
import { merchantFilter } from "./merchant-filter";

/**
 * The conditions of a scope, a tab and a filter on a row of `order`: the whole truth, whichever way the row was
 * found. Facets and words are looked up in their own tables by the order, with operators that row-level
 * security lets use an index.
 */
export function orderFilter(scope: Scope, filter: OrderFilter, tab: OrderTab = "all"): SQL | undefined {
  return and(
    eq(order.organizationId, scope.organizationId),
    merchantFilter(scope, order.merchantId),
    tabCondition(tab),
    filter.from ? sql`${order.createdAt} >= ${filter.from.toISOString()}::timestamptz` : undefined,
    filter.to ? sql`${order.createdAt} < ${filter.to.toISOString()}::timestamptz` : undefined,
    filter.paidFrom === null ? undefined : sql`${order.paidMilli} >= ${filter.paidFrom}::bigint`,
    filter.paidTo === null ? undefined : sql`${order.paidMilli} <= ${filter.paidTo}::bigint`,
    ...facetGroups(filter).map(
      (facets) => sql`exists (select 1 from order_facet x where x.organization_id = ${scope.organizationId}
        and x.order_id = ${order.id} and x.facet in ${facets})`,
    ),
    ...filter.words.map(
      (word) => sql`exists (select 1 from order_token x where x.organization_id = ${scope.organizationId}
        and x.order_id = ${order.id} and x.token ^@ ${word})`,
    ),
  );
}

function tabCondition(tab: OrderTab): SQL | undefined {
  if (tab === "all") return undefined;
  return tab === "attention" ? sql`${order.attention} is not null` : eq(order.pushStatus, tab);
}
