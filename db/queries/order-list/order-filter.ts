import { and, eq, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { facetOf } from "@/lib/domain/order-list/order-facets";
import { facetGroups, type OrderFilter, type OrderTab } from "@/lib/domain/order-list/order-filter";
import type { SearchWord } from "@/lib/domain/order-list/search-words";
import type { PushStatus } from "@/lib/domain/push/push-status";

/** A tab, or the orders of one push status. */
export type ListPart = OrderTab | PushStatus;

/**
 * The conditions of a scope, a tab and a filter on a row of `order`. They decide alone, whichever way the row was
 * found. Facets and words are looked up in their own tables by order, with operators that can use an index under
 * row-level security.
 */
export function orderFilter(scope: Scope, filter: OrderFilter, tab: ListPart = "all"): SQL | undefined {
  return and(
    eq(order.organizationId, scope.organizationId),
    merchantFilter(scope, order.merchantId),
    tabCondition(tab),
    created(filter, sql`${order.createdAt}`),
    ownDays(filter.days),
    paid(filter, sql`${order.paidMilli}`),
    ...facetGroups(filter).map(
      (facets) => sql`exists (select 1 from order_facet x where x.organization_id = ${scope.organizationId}
        and x.order_id = ${order.id} and x.facet in ${facets})`,
    ),
    ...filter.words.map((word) => wordCondition(scope, word)),
  );
}

/** Whether an order has a search word that begins with one of a word's prefixes, or a supplier that the word names. */
function wordCondition(scope: Scope, { prefixes, supplierIds }: SearchWord): SQL {
  const begins = prefixes.map((prefix) => sql`x.token ^@ ${prefix}`);
  const named = supplierIds.map((id) => facetOf("supplier", id));
  const found =
    begins.length === 0
      ? sql`false`
      : sql`exists (select 1 from order_token x
    where x.organization_id = ${scope.organizationId} and x.order_id = ${order.id}
      and (${sql.join(begins, sql` or `)}))`;
  if (named.length === 0) return found;
  return sql`(${found} or exists (select 1 from order_facet x where x.organization_id = ${scope.organizationId}
    and x.order_id = ${order.id} and x.facet in ${named}))`;
}

/** The condition of a tab. */
export function tabCondition(tab: ListPart): SQL | undefined {
  if (tab === "all") return undefined;
  return tab === "attention" ? sql`${order.attention} is not null` : eq(order.pushStatus, tab);
}

/** Days in the time zone of an order's own store, where these differ. */
export function ownDays(days: OrderFilter["days"]): SQL | undefined {
  if (days.length === 0) return undefined;
  const own = days.map((each) =>
    and(inArray(order.storeId, [...each.storeIds]), created(each, sql`${order.createdAt}`)),
  );
  // The days of a store without connections are not known here.
  const others = notInArray(
    order.storeId,
    days.flatMap(({ storeIds }) => storeIds),
  );
  return or(...own, others);
}

/** The filter's dates as a condition on a column. */
export function created(filter: Pick<OrderFilter, "from" | "to">, column: SQL): SQL | undefined {
  return and(
    filter.from ? sql`${column} >= ${filter.from.toISOString()}::timestamptz` : undefined,
    filter.to ? sql`${column} < ${filter.to.toISOString()}::timestamptz` : undefined,
  );
}

/** The filter's amounts as a condition on a column of thousandths. */
export function paid(filter: OrderFilter, column: SQL): SQL | undefined {
  return and(
    filter.paidFrom === null ? undefined : sql`${column} >= ${filter.paidFrom}::bigint`,
    filter.paidTo === null ? undefined : sql`${column} <= ${filter.paidTo}::bigint`,
  );
}
