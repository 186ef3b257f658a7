import { and, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { facetGroups, type OrderSelection, type PageStart } from "@/lib/domain/order-list/order-filter";
import { type PushStatus, pushStatuses } from "@/lib/domain/push/push-status";
import { codesOf, isCodeOf } from "@/lib/domain/values/code-table";
import type { ListSource } from "./list-source";
import { created, type ListPart, orderFilter, tabCondition } from "./order-filter";
import { otherRanges, sortColumns } from "./sort-columns";

export type KeysRequest = Omit<OrderSelection, "tab"> & {
  tab: ListPart;
  beyond: PageStart | null;
  limit: number;
};

/**
 * The most orders that one page looks at when the index it walks does not apply the whole filter. The next page goes
 * on from there.
 */
export const WALK_LIMIT = 10_000;

/** The push statuses that a tab holds; the facet index has a range for each. */
export function statusesOf(tab: ListPart): readonly PushStatus[] {
  return isCodeOf(pushStatuses, tab) ? [tab] : codesOf(pushStatuses);
}

const isDescending = ({ sort, beyond }: KeysRequest) =>
  (sort.direction === "desc") !== (beyond?.direction === "before");

/** Selects the ids of one page, in the list's order; before a place in the reverse order. */
export function listKeys(scope: Scope, source: ListSource, request: KeysRequest): SQL {
  const conditions = orderFilter(scope, request.filter, request.tab);
  const { column } = sortColumns[request.sort.by];
  if (source.kind !== "set") {
    return sql`select walked.id from (${listWalk(scope, source, request)}) walked cross join lateral (
        select 1 from ${order} where ${order.id} = walked.id and ${conditions} limit 1) found
      order by ${inOrder(sql`walked.key`, sql`walked.id`, isDescending(request))} limit ${request.limit}`;
  }
  // With the limit each order of the set is looked up by its key; the planner never walks all orders.
  const beyond = beyondPlace(sql`${column}`, sql`${order.id}`, request);
  return sql`select found.id from (${source.ids}) members cross join lateral (
      select ${order.id} as id, ${column} as key from ${order}
      where ${order.id} = members.order_id and ${and(conditions, beyond)} limit 1) found
    order by ${inOrder(sql`found.key`, sql`found.id`, isDescending(request))} limit ${request.limit}`;
}

/** Selects `id` and `key` of the orders that a page looks at, in order: at most `most` rows of one index range. */
export function listWalk(
  scope: Scope,
  source: Exclude<ListSource, { kind: "set" }>,
  request: KeysRequest,
  most = WALK_LIMIT,
): SQL {
  const { filter, tab, sort } = request;
  const descending = isDescending(request);
  if (source.kind === "orders" || tab === "attention") {
    const { column, range: rangeOf } = sortColumns[sort.by];
    const range = rangeOf(filter, sql`${column}`);
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
  // The sorted walks are merged. An order with two of the facets comes twice in a row, and `distinct` removes one.
  return sql`select distinct w.key, w.id from (${sql.join(walks, sql` union all `)}) w
    order by ${inOrder(sql`w.key`, sql`w.id`, descending)} limit ${most}`;
}

/** Whether the filter can leave out orders of the walk, so that a page can end before the list does. */
function leavesOut(scope: Scope, source: ListSource, request: KeysRequest): boolean {
  const { filter, sort, tab } = request;
  const groups = facetGroups(filter).length;
  if (otherRanges(filter, sort).length > 0 || filter.words.length > 0 || filter.days.length > 0) return true;
  if (source.kind === "facets" && tab !== "attention") return groups > 1 || scope.merchantIds !== null;
  return groups > 0 || scope.merchantIds !== null;
}

/** Selects the place where a page stopped looking; null when a page with this filter always reaches the list's end. */
export function walkEnd(scope: Scope, source: ListSource, request: KeysRequest): SQL | null {
  if (source.kind === "set" || !leavesOut(scope, source, request)) return null;
  const key = sortColumns[request.sort.by].keyFrom(sql`w.key`);
  return sql`select ${key} as key, w.id from (${listWalk(scope, source, request)}) w
    order by ${inOrder(sql`w.key`, sql`w.id`, isDescending(request))} offset ${WALK_LIMIT - 1} limit 1`;
}

function beyondPlace(column: SQL, id: SQL, request: KeysRequest): SQL | undefined {
  const { beyond, sort } = request;
  if (!beyond) return undefined;
  const key = sortColumns[sort.by].value(beyond.place.key);
  return sql`(${column}, ${id}) ${sql.raw(isDescending(request) ? "<" : ">")} (${key}, ${beyond.place.id}::text)`;
}

/** The sort clause of the list. Its indexes are `DESC NULLS LAST`, and only this order or its reverse can use them. */
export function inOrder(column: SQL, id: SQL, descending: boolean): SQL {
  return descending
    ? sql`${column} desc nulls last, ${id} desc nulls last`
    : sql`${column} asc nulls first, ${id} asc nulls first`;
}
