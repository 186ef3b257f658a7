import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import { facetOf } from "@/lib/domain/order-facets";
import { facetGroups, type OrderFilter, type OrderSort } from "@/lib/domain/order-filter";

/** So many orders are looked through where nothing keeps them in the list's order. */
const FEW = 2_000;

/**
 * How a list finds its orders, so that its cost does not grow with their number:
 * - `orders` walks an index of `order` in the list's order;
 * - `facets` walks the facets' index, newest first, for a filter that many orders pass;
 * - `set` takes a set of at most 2,000 orders and sorts it. `partial` says that more orders have the words.
 */
export type ListSource =
  | { kind: "orders" }
  | { kind: "facets"; facets: readonly string[] }
  | { kind: "set"; ids: SQL; partial: boolean };

/**
 * Chooses the cheapest source for a filter. Asks the database once, how many orders each word and each facet
 * would give; not at all where there is neither.
 */
export async function listSource(
  tx: Tx,
  scope: Scope,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<ListSource> {
  const groups = facetGroups(filter);
  // Whoever sees some merchants only walks along these merchants' orders.
  if (scope.merchantIds !== null && !filter.facets.merchant?.length) {
    groups.push(scope.merchantIds.map((id) => facetOf("merchant", id)));
  }
  if (groups.some((group) => group.length === 0)) {
    return { kind: "set", ids: sql`select null::text as order_id where false`, partial: false };
  }
  if (filter.words.length === 0 && groups.length === 0) return { kind: "orders" };
  const wordSizes = filter.words.map(
    (word) => sql`(select count(*)::int from (select 1 from order_token
      where organization_id = ${scope.organizationId} and token ^@ ${word} limit ${FEW + 1}) w)`,
  );
  const groupSizes = groups.map(
    (facets) => sql`(select count(*)::int from (select 1 from order_facet
      where organization_id = ${scope.organizationId} and facet in ${facets} limit ${FEW + 1}) g)`,
  );
  const [row] = await tx.execute<{ sizes: number[] }>(
    sql`select array[${sql.join([...wordSizes, ...groupSizes], sql`, `)}] as sizes`,
  );
  const sizes = row?.sizes ?? [];
  const smallest = sizes.indexOf(Math.min(...sizes));
  const few = (sizes[smallest] ?? 0) <= FEW;
  if (few && smallest >= filter.words.length) {
    return {
      kind: "set",
      ids: withFacets(scope, groups[smallest - filter.words.length] ?? []),
      partial: false,
    };
  }
  const word = filter.words[smallest] ?? filter.words[0];
  if (word !== undefined) return { kind: "set", ids: withWord(scope, word), partial: !few };
  const [first = []] = groups;
  return sort.by === "date" ? { kind: "facets", facets: first } : { kind: "orders" };
}

function withFacets(scope: Scope, facets: readonly string[]): SQL {
  return sql`select distinct order_id from order_facet
    where organization_id = ${scope.organizationId} and facet in ${facets}`;
}

/** The word itself comes before longer ones; of each the newest orders come first. */
function withWord(scope: Scope, word: string): SQL {
  return sql`select distinct order_id from (select order_id from order_token
    where organization_id = ${scope.organizationId} and token ^@ ${word}
    order by token, created_at desc nulls last limit ${FEW}) t`;
}
