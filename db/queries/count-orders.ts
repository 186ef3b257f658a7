import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { facetGroups, type OrderFilter, type OrderTab, orderTabs } from "@/lib/domain/order-filter";
import { created, inOrder, rowsOf } from "./list-keys";
import type { ListSource } from "./list-source";
import { orderFilter } from "./order-filter";

/** So many orders of each tab are looked at; a count beyond is "at least". */
export const COUNTED = 1_000;

/** How many orders of a tab were found; with `more` there are, or may be, more. */
export type TabCount = { value: number; more: boolean };

const counted = ["not_pushed", "partially_pushed", "pushed", "cancelled", "nothing_to_push"] as const;
const names = [...counted, "attention"] as const;

/**
 * How many orders of a filter stand in each tab, in one statement. Beyond 1,000 orders of a tab it stops, so
 * that it costs the same however many there are.
 */
export async function countOrders(
  tx: Tx,
  scope: Scope,
  source: ListSource,
  filter: OrderFilter,
): Promise<Record<OrderTab, TabCount>> {
  const statement =
    source.kind === "set" ? countSet(scope, source.ids, filter) : countEach(scope, source, filter);
  const [row = {}] = await tx.execute<Record<string, number>>(statement);
  const exact = source.kind === "set" && !source.partial;
  const of = (name: string): TabCount => {
    const found = Number(row[name] ?? 0);
    const looked = Number(row[`${name}_looked`] ?? found);
    return { value: exact ? found : Math.min(found, COUNTED), more: exact ? false : looked > COUNTED };
  };
  const sum = counted.map(of);
  const value = sum.reduce((total, count) => total + count.value, 0);
  const all: TabCount = {
    value: exact ? value : Math.min(value, COUNTED),
    more: sum.some(({ more }) => more) || (!exact && value > COUNTED),
  };
  const partial = source.kind === "set" && source.partial;
  return Object.fromEntries(
    orderTabs.map((tab) => {
      const count = tab === "all" ? all : of(tab);
      return [tab, partial ? { ...count, more: count.value > 0 } : count];
    }),
  ) as Record<OrderTab, TabCount>;
}

function countSet(scope: Scope, ids: SQL, filter: OrderFilter): SQL {
  const counts = names.map((name) =>
    name === "attention"
      ? sql`count(*) filter (where found.attention is not null)::int as attention`
      : sql`count(*) filter (where found.push_status = ${name})::int as ${sql.raw(name)}`,
  );
  return sql`select ${sql.join(counts, sql`, `)} from (${ids}) members cross join lateral (
    select ${order.pushStatus} as push_status, ${order.attention} as attention from ${order}
    where ${order.id} = members.order_id and ${orderFilter(scope, filter)} limit 1) found`;
}

function countEach(scope: Scope, source: ListSource, filter: OrderFilter): SQL {
  const amounts = filter.paidFrom !== null || filter.paidTo !== null;
  const groups = facetGroups(filter).length;
  // Where the index that is walked says all there is to say, no order has to be looked up.
  const plain = scope.merchantIds === null && !amounts && groups === (source.kind === "facets" ? 1 : 0);
  const walks = names.map((name) => {
    const walked =
      source.kind === "facets" && name !== "attention"
        ? facetWalk(scope, source.facets, name, filter)
        : orderWalk(scope, name, filter);
    const looked = sql.raw(`${name}_looked`);
    if (plain && (source.kind === "orders" || name !== "attention")) {
      return sql`(select count(*)::int as ${sql.raw(name)}, count(*)::int as ${looked} from (${walked}) w) ${sql.raw(`of_${name}`)}`;
    }
    return sql`(select count(found.id)::int as ${sql.raw(name)}, count(*)::int as ${looked}
      from (${walked}) w left join lateral (
        select ${order.id} as id from ${order} where ${order.id} = w.id and ${orderFilter(scope, filter)} limit 1
      ) found on true) ${sql.raw(`of_${name}`)}`;
  });
  return sql`select * from ${sql.join(walks, sql` cross join `)}`;
}

/** Newest first, up to one more than are counted. */
function orderWalk(scope: Scope, name: (typeof names)[number], filter: OrderFilter): SQL {
  const tab = name === "attention" ? sql`${order.attention} is not null` : sql`${order.pushStatus} = ${name}`;
  return sql`select ${order.id} as id from ${order}
    where ${order.organizationId} = ${scope.organizationId} and ${tab}
      and ${created(filter, sql`${order.createdAt}`) ?? sql`true`}
    order by ${inOrder(sql`${order.createdAt}`, sql`${order.id}`, true)} limit ${COUNTED + 1}`;
}

function facetWalk(scope: Scope, facets: readonly string[], name: string, filter: OrderFilter): SQL {
  return sql`select distinct walked.id from ${rowsOf(facets, "wanted")} cross join lateral (
    select f.order_id as id from order_facet f
    where f.organization_id = ${scope.organizationId} and f.facet = wanted.value and f.push_status = ${name}
      and ${created(filter, sql`f.created_at`) ?? sql`true`}
    order by ${inOrder(sql`f.created_at`, sql`f.order_id`, true)} limit ${COUNTED + 1}) walked`;
}
