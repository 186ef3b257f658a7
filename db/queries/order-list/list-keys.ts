import { and, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { facetGroups, type OrderFilter, type OrderSort } from "@/lib/domain/order-list/order-filter";
import type { ListSource } from "./list-source";
import { created, type ListPart, orderFilter, paid, tabCondition } from "./order-filter";

/** A place in the list: the sort key (milliseconds since 1970, or thousandths) and the order's id. */
export type OrderPlace = { key: number; id: string };

export type KeysRequest = {
  filter: OrderFilter;
  tab: ListPart;
  sort: OrderSort;
  beyond: { direction: "after" | "before"; place: OrderPlace } | null;
  limit: number;
};

/**
 * So many orders a page looks at, at most, where the filter is not what its index is sorted by. What is further
 * away stands on the next page, which begins where this one ended.
 */
export const WALKED = 10_000;

const statuses = ["not_pushed", "partially_pushed", "pushed", "cancelled", "nothing_to_push"] as const;

/** The statuses that a tab of the facets' index is made of. */
export function statusesOf(tab: ListPart): readonly string[] {
  return statuses.some((status) => status === tab) ? [tab] : statuses;
}

const isDescending = ({ sort, beyond }: KeysRequest) =>
  (sort.direction === "desc") !== (beyond?.direction === "before");

/** Selects the ids of one page, in the list's order or, before a place, against it. */
export function listKeys(scope: Scope, source: ListSource, request: KeysRequest): SQL {
  const conditions = orderFilter(scope, request.filter, request.tab);
  const column = sortColumn(request.sort);
  if (source.kind !== "set") {
    return sql`select walked.id from (${listWalk(scope, source, request)}) walked cross join lateral (
        select 1 from ${order} where ${order.id} = walked.id and ${conditions} limit 1) found
      order by ${inOrder(sql`walked.key`, sql`walked.id`, isDescending(request))} limit ${request.limit}`;
  }
  // One look-up per order of the set: never a walk through all orders.
  const beyond = beyondPlace(sql`${column}`, sql`${order.id}`, request);
  return sql`select found.id from (${source.ids}) members cross join lateral (
      select ${order.id} as id, ${column} as key from ${order}
      where ${order.id} = members.order_id and ${and(conditions, beyond)} limit 1) found
    order by ${inOrder(sql`found.key`, sql`found.id`, isDescending(request))} limit ${request.limit}`;
}

/** Selects `id` and `key` of the orders that a page looks at, in its order: a range of an index, and bounded. */
export function listWalk(
  scope: Scope,
  source: Exclude<ListSource, { kind: "set" }>,
  request: KeysRequest,
  most = WALKED,
): SQL {
  const { filter, tab, sort } = request;
  const descending = isDescending(request);
  if (source.kind === "orders" || tab === "attention") {
    const column = sortColumn(sort);
    const range = sort.by === "date" ? created(filter, sql`${column}`) : paid(filter, sql`${column}`);
    return sql`select ${order.id} as id, ${column} as key from ${order}
      where ${order.organizationId} = ${scope.organizationId}
        and ${and(tabCondition(tab), range, beyondPlace(sql`${column}`, sql`${order.id}`, request)) ?? sql`true`}
      order by ${inOrder(sql`${column}`, sql`${order.id}`, descending)} limit ${most}`;
  }
  const range =
    and(created(filter, sql`f.created_at`), beyondPlace(sql`f.created_at`, sql`f.order_id`, request)) ??
    sql`true`;
  const walks = source.facets.flatMap((facet) =>
    statusesOf(tab).map(
      (status) => sql`(select f.order_id as id, f.created_at as key from order_facet f
        where f.organization_id = ${scope.organizationId} and f.facet = ${facet} and f.push_status = ${status}
          and ${range}
        order by ${inOrder(sql`f.created_at`, sql`f.order_id`, descending)} limit ${most})`,
    ),
  );
  if (walks.length === 0) return sql`select null::text as id, null::timestamptz as key where false`;
  // Sorted walks are merged, row by row; an order that has two of the facets comes twice, side by side.
  return sql`select distinct w.key, w.id from (${sql.join(walks, sql` union all `)}) w
    order by ${inOrder(sql`w.key`, sql`w.id`, descending)} limit ${most}`;
}

/** Whether orders on the walk may be left out by the filter, so that a page may end before the list does. */
function leavesOut(scope: Scope, source: ListSource, request: KeysRequest): boolean {
  const { filter, sort, tab } = request;
  const groups = facetGroups(filter).length;
  const amounts = sort.by === "date" && (filter.paidFrom !== null || filter.paidTo !== null);
  const dates = sort.by === "paid" && (filter.from !== null || filter.to !== null);
  if (amounts || dates || filter.words.length > 0) return true;
  if (source.kind === "facets" && tab !== "attention") return groups > 1 || scope.merchantIds !== null;
  return groups > 0 || scope.merchantIds !== null;
}

/** The place at which a page stopped looking, if it did. Null where it saw the list's end. */
export function walkEnd(scope: Scope, source: ListSource, request: KeysRequest): SQL | null {
  if (source.kind === "set" || !leavesOut(scope, source, request)) return null;
  const key = request.sort.by === "date" ? sql`extract(epoch from w.key) * 1000` : sql`w.key`;
  return sql`select (${key})::bigint as key, w.id from (${listWalk(scope, source, request)}) w
    order by ${inOrder(sql`w.key`, sql`w.id`, isDescending(request))} offset ${WALKED - 1} limit 1`;
}

const sortColumn = (sort: OrderSort) => (sort.by === "date" ? order.createdAt : order.paidMilli);

function beyondPlace(column: SQL, id: SQL, request: KeysRequest): SQL | undefined {
  const { beyond, sort } = request;
  if (!beyond) return undefined;
  const key =
    sort.by === "date"
      ? sql`${new Date(beyond.place.key).toISOString()}::timestamptz`
      : sql`${beyond.place.key}::bigint`;
  return sql`(${column}, ${id}) ${sql.raw(isDescending(request) ? "<" : ">")} (${key}, ${beyond.place.id}::text)`;
}

/** The list's indexes are written `DESC NULLS LAST`; only the very same order, or its reverse, reads them. */
export function inOrder(column: SQL, id: SQL, descending: boolean): SQL {
  return descending
    ? sql`${column} desc nulls last, ${id} desc nulls last`
    : sql`${column} asc nulls first, ${id} asc nulls first`;
}
