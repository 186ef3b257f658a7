import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { facetOf } from "@/lib/domain/order-list/order-facets";
import { facetGroups, type OrderFilter, type OrderSort } from "@/lib/domain/order-list/order-filter";
import type { SearchWord } from "@/lib/domain/order-list/search-words";
import { pushStatuses } from "@/lib/domain/push/push-status";
import { codesOf } from "@/lib/domain/values/code-table";
import { otherRanges } from "./sort-columns";

/** The most orders that are looked up one by one and sorted, when no index holds them in the list's order. */
export const SET_LIMIT = 2_000;

/**
 * How a list finds its orders. The cost of each does not grow with the number of orders:
 * - `orders` walks an index of `order` in the list's order;
 * - `facets` walks the facet index, newest first, for a filter that many orders pass;
 * - `set` sorts a set of at most 2,000 orders. With `partial` more orders match the words than the set has.
 */
export type ListSource =
  | { kind: "orders" }
  | { kind: "facets"; facets: readonly string[] }
  | { kind: "set"; ids: SQL; partial: boolean };

/** How to find all orders of a scope. A scope that is narrowed to merchants walks their orders only. */
export function scopeSource(scope: Scope): Exclude<ListSource, { kind: "set" }> {
  if (scope.merchantIds === null) return { kind: "orders" };
  return { kind: "facets", facets: scope.merchantIds.map((id) => facetOf("merchant", id)) };
}

type Candidate = { word?: boolean; count: SQL; ids: SQL };

const nothing = { count: sql`select 1 where false`, ids: sql`select null::text as order_id where false` };

/**
 * Chooses the cheapest source for a filter. Asks the database in one statement how many orders each part of the filter
 * matches; an empty filter needs no statement.
 */
export async function listSource(
  tx: Tx,
  scope: Scope,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<ListSource> {
  const groups = facetGroups(filter);
  const whole = scopeSource(scope);
  if (whole.kind === "facets" && !filter.facets.merchant?.length) groups.push([...whole.facets]);
  if (groups.some((group) => group.length === 0)) {
    return { kind: "set", ids: nothing.ids, partial: false };
  }
  const candidates: Candidate[] = [
    ...filter.words.map((word) => ofWord(scope, word)),
    ...groups.map((facets) => ofFacets(scope, facets)),
    ...ofRanges(scope, filter, sort),
  ];
  if (candidates.length === 0) return { kind: "orders" };
  const counts = candidates.map(({ count }) => sql`(select count(*)::int from (${count}) c)`);
  const [row] = await tx.execute<{ sizes: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}] as sizes`,
  );
  const sizes = row?.sizes ?? [];
  const least = Math.min(...sizes);
  const smallest = candidates[sizes.indexOf(least)];
  if (smallest && least <= SET_LIMIT) return { kind: "set", ids: smallest.ids, partial: false };
  const worded = candidates.find(({ word }) => word);
  if (worded) return { kind: "set", ids: worded.ids, partial: true };
  const [facets] = groups;
  return facets && sort.by === "date" ? { kind: "facets", facets } : { kind: "orders" };
}

/**
 * An order number that begins with the word comes before all other words that do. Then the word itself comes before
 * longer words, and the newest orders of a word come first.
 */
function ofWord(scope: Scope, { prefixes, supplierIds }: SearchWord): Candidate {
  const words = prefixes.map((prefix) => {
    const rank = prefix.startsWith("#") ? 0 : 1;
    const range = sql`from order_token where organization_id = ${scope.organizationId} and token ^@ ${prefix}`;
    return {
      count: sql`(select 1 ${range} order by token limit ${SET_LIMIT + 1})`,
      ids: sql`(select order_id, ${rank}::int as rank, token, created_at ${range}
        order by token, created_at desc nulls last limit ${SET_LIMIT})`,
    };
  });
  // The facet index is in the order of a list within one push status.
  const suppliers = supplierIds.flatMap((id) =>
    codesOf(pushStatuses).map((status) => {
      const range = sql`from order_facet where organization_id = ${scope.organizationId}
        and facet = ${facetOf("supplier", id)} and push_status = ${status}`;
      return {
        count: sql`(select 1 ${range} limit ${SET_LIMIT + 1})`,
        ids: sql`(select order_id, 2 as rank, '' as token, created_at ${range}
          order by created_at desc nulls last, order_id desc nulls last limit ${SET_LIMIT})`,
      };
    }),
  );
  const all = [...words, ...suppliers];
  if (all.length === 0) return { ...nothing, word: true };
  const union = (parts: SQL[]) => sql.join(parts, sql` union all `);
  return {
    word: true,
    count: sql`select 1 from (${union(all.map(({ count }) => count))}) c limit ${SET_LIMIT + 1}`,
    ids: sql`select distinct order_id from (select order_id from (${union(all.map(({ ids }) => ids))}) u
      order by rank, token, created_at desc nulls last limit ${SET_LIMIT}) t`,
  };
}

/**
 * The orders whose number is, with any prefix and suffix, exactly what a search asks for; null if it asks for no number.
 * The newest 2,000 of them.
 */
export function numberSource(scope: Scope, words: readonly SearchWord[]): ListSource | null {
  const number = words.find((word) => word.number !== null)?.number;
  if (!number) return null;
  const found = sql`from order_token where organization_id = ${scope.organizationId} and token`;
  const ids = sql`(select order_id ${found} = ${number} order by created_at desc nulls last limit ${SET_LIMIT})
    union (select order_id ${found} ^@ ${`${number}-`} order by token limit ${SET_LIMIT})`;
  return { kind: "set", ids, partial: false };
}

/** Each facet is counted on its own, because only then is the count a range of one index. */
function ofFacets(scope: Scope, facets: readonly string[]): Candidate {
  const of = (facet: string) =>
    sql`from order_facet where organization_id = ${scope.organizationId} and facet = ${facet}`;
  const each = facets.map(
    (facet) => sql`(select 1 ${of(facet)} order by push_status limit ${SET_LIMIT + 1})`,
  );
  const ids = facets.map((facet) => sql`select order_id ${of(facet)}`);
  return {
    count: sql`select 1 from (${sql.join(each, sql` union all `)}) e limit ${SET_LIMIT + 1}`,
    ids: sql.join(ids, sql` union `),
  };
}

/** The filter's limits on columns that the list is not sorted by, e.g. amounts of a list by date. */
function ofRanges(scope: Scope, filter: OrderFilter, sort: OrderSort): Candidate[] {
  return otherRanges(filter, sort).map(({ column, range }) => {
    const found = sql`from ${order} where ${order.organizationId} = ${scope.organizationId} and ${range}`;
    return {
      count: sql`select 1 ${found} order by ${column} desc nulls last limit ${SET_LIMIT + 1}`,
      ids: sql`select ${order.id} as order_id ${found}`,
    };
  });
}
