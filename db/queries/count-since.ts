import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import { pushLeg, sourceOrder } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { merchantFilter } from "./merchant-filter";

/** What became of a store's orders since an instant. */
export type StoreCounts = {
  storeId: string;
  received: number;
  pushed: number;
  partlyPushed: number;
  notPushed: number;
  /** Whatever their push status: refused, uncertain, held with a remedy, or parked. */
  inTrouble: number;
  /** Seconds from order to push, of pushed orders only; null while there are none. */
  medianSeconds: number | null;
  worstSeconds: number | null;
  worstOrderId: string | null;
};

/**
 * Counts each store's orders that were created since its own instant, in one statement that reads the
 * day's orders only, once. An order counts as pushed when its last source order was created, by the shops' clocks; where these
 * disagree so far that a push seems to come before its order, it took no time.
 */
export async function countSince(
  tx: Tx,
  scope: Scope,
  stores: readonly { id: string; since: Date }[],
): Promise<StoreCounts[]> {
  if (stores.length === 0) return [];
  // Days begin at other instants in other zones: what was created since the first of them is read once.
  const first = new Date(Math.min(...stores.map(({ since }) => since.getTime())));
  const wanted = sql.join(
    stores.map(({ id, since }) => sql`(${id}::text, ${since.toISOString()}::timestamptz)`),
    sql`, `,
  );
  const seconds = sql`case when ${order.pushStatus} = 'pushed' then (
    select max(greatest(0, extract(epoch from ${sourceOrder.createdAt} - ${order.createdAt})))::float8
    from ${pushLeg} inner join ${sourceOrder} on ${and(
      eq(sourceOrder.organizationId, pushLeg.organizationId),
      eq(sourceOrder.legId, pushLeg.id),
    )}
    where ${pushLeg.organizationId} = ${scope.organizationId} and ${pushLeg.orderId} = ${order.id}
      and not ${sourceOrder.duplicate} and ${sourceOrder.cancelledAt} is null) end`;
  const rows = await tx.execute<StoreCounts>(sql`
    select wanted.store_id as "storeId",
      count(today.id)::int as received,
      count(*) filter (where today.push_status = 'pushed')::int as pushed,
      count(*) filter (where today.push_status = 'partially_pushed')::int as "partlyPushed",
      count(*) filter (where today.push_status = 'not_pushed')::int as "notPushed",
      count(*) filter (where today.attention is not null)::int as "inTrouble",
      percentile_cont(0.5) within group (order by today.seconds) as "medianSeconds",
      max(today.seconds) as "worstSeconds",
      (array_agg(today.id order by today.seconds desc, today.id)
        filter (where today.seconds is not null))[1] as "worstOrderId"
    from (values ${wanted}) as wanted(store_id, since)
    left join (
      select ${order.storeId} as store_id, ${order.createdAt} as created_at, ${order.id} as id, ${order.pushStatus} as push_status, ${order.attention} as attention,
        ${seconds} as seconds
      from ${order}
      where ${and(
        eq(order.organizationId, scope.organizationId),
        sql`${order.createdAt} >= ${first.toISOString()}::timestamptz`,
        inArray(
          order.storeId,
          stores.map(({ id }) => id),
        ),
        merchantFilter(scope, order.merchantId),
      )}) today on today.store_id = wanted.store_id and today.created_at >= wanted.since
    group by wanted.store_id`);
  return [...rows];
}
