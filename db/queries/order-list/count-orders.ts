import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import {
  facetGroups,
  type OrderFilter,
  type OrderTab,
  orderTabs,
  type TabCount,
} from "@/lib/domain/order-list/order-filter";
import { pushStatuses } from "@/lib/domain/push/push-status";
import { codesOf } from "@/lib/domain/values/code-table";
import { listWalk } from "./list-keys";
import type { ListSource } from "./list-source";
import { orderFilter } from "./order-filter";

/** The most orders that are counted per tab. Beyond it a count means "at least". */
const COUNT_LIMIT = 1_000;

const statuses = codesOf(pushStatuses);
const names = [...statuses, "attention"] as const;
const newestFirst = { by: "date", direction: "desc" } as const;
const highestFirst = { by: "paid", direction: "desc" } as const;

/**
 * Counts the orders of a filter in each tab, in one statement. It stops at 1,000 orders per tab, so that the cost does
 * not grow with the number of orders.
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
    return {
      value: exact ? found : Math.min(found, COUNT_LIMIT),
      more: exact ? false : looked > COUNT_LIMIT,
    };
  };
  const sum = statuses.map(of);
  const value = sum.reduce((total, count) => total + count.value, 0);
  const all: TabCount = {
    value: exact ? value : Math.min(value, COUNT_LIMIT),
    more: sum.some(({ more }) => more) || (!exact && value > COUNT_LIMIT),
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

function countEach(scope: Scope, source: Exclude<ListSource, { kind: "set" }>, filter: OrderFilter): SQL {
  const amounts = filter.paidFrom !== null || filter.paidTo !== null;
  const groups = facetGroups(filter).length;
  const dates = filter.from !== null || filter.to !== null;
  const byPaid = source.kind === "orders" && amounts && !dates;
  // When the walked index applies the whole filter, no order has to be looked up.
  const plain =
    scope.merchantIds === null &&
    filter.days.length === 0 &&
    amounts === byPaid &&
    groups === (source.kind === "facets" ? 1 : 0);
  const walks = names.map((name) => {
    const request = {
      filter,
      tab: name,
      sort: byPaid ? highestFirst : newestFirst,
      beyond: null,
      limit: COUNT_LIMIT,
    };
    const walked = listWalk(scope, source, request, COUNT_LIMIT + 1);
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
