import { and, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import type { OrderFilter, OrderSort, OrderTab } from "@/lib/domain/order-filter";
import type { ListSource } from "./list-source";
import { orderFilter } from "./order-filter";

/** A place in the list: the sort key (milliseconds since 1970, or thousandths) and the order's id. */
export type OrderPlace = { key: number; id: string };

export type KeysRequest = {
  filter: OrderFilter;
  tab: OrderTab;
  sort: OrderSort;
  beyond: { direction: "after" | "before"; place: OrderPlace } | null;
  limit: number;
};

const statuses = ["not_pushed", "partially_pushed", "pushed", "cancelled", "nothing_to_push"] as const;

/** The statuses that a tab of the facets' index is made of. */
export function statusesOf(tab: OrderTab): readonly string[] {
  return statuses.some((status) => status === tab) ? [tab] : statuses;
}

/** Rows `(…) as name(column)` of texts. */
export function rowsOf(texts: readonly string[], name: string): SQL {
  const values = sql.join(
    texts.map((text) => sql`(${text}::text)`),
    sql`, `,
  );
  return sql`(values ${values}) as ${sql.raw(name)}(value)`;
}

/** Selects the ids of one page, in the list's order or, before a place, against it. */
export function listKeys(scope: Scope, source: ListSource, request: KeysRequest): SQL {
  const descending = (request.sort.direction === "desc") !== (request.beyond?.direction === "before");
  const conditions = orderFilter(scope, request.filter, request.tab);
  const column = request.sort.by === "date" ? order.createdAt : order.paidMilli;
  const beyond = request.beyond && beyondPlace(sql`${column}`, sql`${order.id}`, request, descending);
  const ordered = inOrder(sql`${column}`, sql`${order.id}`, descending);
  switch (source.kind) {
    case "orders":
      return sql`select ${order.id} as id from ${order} where ${and(conditions, beyond ?? undefined)}
        order by ${ordered} limit ${request.limit}`;
    case "set":
      // One look-up per order of the set: never a walk through all orders.
      return sql`select found.id from (${source.ids}) members cross join lateral (
          select ${order.id} as id, ${column} as key from ${order}
          where ${order.id} = members.order_id and ${and(conditions, beyond ?? undefined)} limit 1) found
        order by ${inOrder(sql`found.key`, sql`found.id`, descending)} limit ${request.limit}`;
    case "facets":
      if (request.tab === "attention") return listKeys(scope, { kind: "orders" }, request);
      return facetKeys(scope, source.facets, request, descending, conditions);
  }
}

function facetKeys(
  scope: Scope,
  facets: readonly string[],
  request: KeysRequest,
  descending: boolean,
  conditions: SQL | undefined,
): SQL {
  const beyond = request.beyond && beyondPlace(sql`f.created_at`, sql`f.order_id`, request, descending);
  return sql`select walked.order_id as id
    from ${rowsOf(facets, "wanted")} cross join ${rowsOf(statusesOf(request.tab), "status")}
    cross join lateral (
      select f.order_id, f.created_at from order_facet f
      where f.organization_id = ${scope.organizationId} and f.facet = wanted.value and f.push_status = status.value
        and ${and(created(request.filter, sql`f.created_at`), beyond ?? undefined) ?? sql`true`}
        and exists (select 1 from ${order} where ${order.id} = f.order_id and ${conditions} offset 0)
      order by ${inOrder(sql`f.created_at`, sql`f.order_id`, descending)} limit ${request.limit}) walked
    group by walked.created_at, walked.order_id
    order by ${inOrder(sql`walked.created_at`, sql`walked.order_id`, descending)} limit ${request.limit}`;
}

/** A filter's dates on another table's copy of the date. */
export function created(filter: OrderFilter, column: SQL): SQL | undefined {
  return and(
    filter.from ? sql`${column} >= ${filter.from.toISOString()}::timestamptz` : undefined,
    filter.to ? sql`${column} < ${filter.to.toISOString()}::timestamptz` : undefined,
  );
}

function beyondPlace(column: SQL, id: SQL, request: KeysRequest, descending: boolean): SQL | null {
  const { beyond, sort } = request;
  if (!beyond) return null;
  const key =
    sort.by === "date"
      ? sql`${new Date(beyond.place.key).toISOString()}::timestamptz`
      : sql`${beyond.place.key}::bigint`;
  return sql`(${column}, ${id}) ${sql.raw(descending ? "<" : ">")} (${key}, ${beyond.place.id}::text)`;
}

/** The list's indexes are written `DESC NULLS LAST`; only the very same order, or its reverse, reads them. */
export function inOrder(column: SQL, id: SQL, descending: boolean): SQL {
  return descending
    ? sql`${column} desc nulls last, ${id} desc nulls last`
    : sql`${column} asc nulls first, ${id} asc nulls first`;
}
