import { and, eq, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { statusesOf } from "@/db/queries/order-list/list-keys";
import { ownDays } from "@/db/queries/order-list/order-filter";
import { order } from "@/db/schema/order";
import { pushLeg, sourceOrder } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { facetOf } from "@/lib/domain/order-list/order-facets";
import type { DayFigures, DayPart } from "@/lib/domain/today/day-figures";

/** The figures of one part of the day. */
type PartFigures = DayFigures & { id: string };

/**
 * Counts the orders of each part by push status, in one statement that reads only the parts' orders of the day. A part
 * without orders is left out.
 */
export async function dayFigures(tx: Tx, scope: Scope, parts: readonly DayPart[]): Promise<PartFigures[]> {
  if (parts.length === 0) return [];
  // Each part is one range of the facet index.
  const ranges = parts.map(
    ({ kind, id, from }) => sql`select ${id}::text as part, f.order_id from order_facet f
      where f.organization_id = ${scope.organizationId} and f.facet = ${facetOf(kind, id)}
        and f.push_status in ${statusesOf("all")} and f.created_at >= ${from.toISOString()}::timestamptz`,
  );
  const seen = and(
    eq(order.organizationId, scope.organizationId),
    sql`${order.id} = day.order_id`,
    merchantFilter(scope, order.merchantId),
    ...parts
      .filter(({ days }) => days.length > 0)
      .map((part) => or(sql`day.part <> ${part.id}`, ownDays(part.days))),
  );
  const standing = (status: string) => sql`count(*) filter (where o.push_status = ${status})::int`;
  // With the limit each order is looked up by its key; without it the planner may read all orders.
  const rows = await tx.execute<PartFigures>(sql`
    select day.part as id, count(*)::int as received, ${standing("pushed")} as pushed,
      ${standing("partially_pushed")} as partly, ${standing("not_pushed")} as waiting,
      count(*) filter (where o.attention is not null)::int as trouble,
      percentile_cont(0.5) within group (order by took.ms) as "medianMs", max(took.ms) as "worstMs",
      (array_agg(o.id order by took.ms desc nulls last, o.id) filter (where took.ms is not null))[1] as "worstId",
      (array_agg(o.name order by took.ms desc nulls last, o.id) filter (where took.ms is not null))[1] as "worstName"
    from (${sql.join(ranges, sql` union all `)}) day
    cross join lateral (
      select ${order.id} as id, ${order.name} as name, ${order.pushStatus} as push_status,
        ${order.attention} as attention, ${order.createdAt} as created_at
      from ${order} where ${seen} limit 1) o
    left join lateral (
      select greatest(0, extract(epoch from max(${sourceOrder.createdAt}) - o.created_at) * 1000)::float8 as ms
      from ${pushLeg} inner join ${sourceOrder}
        on ${sourceOrder.organizationId} = ${pushLeg.organizationId} and ${sourceOrder.legId} = ${pushLeg.id}
          and not ${sourceOrder.duplicate}
      where ${pushLeg.organizationId} = ${scope.organizationId} and ${pushLeg.orderId} = o.id
        and ${pushLeg.state} in ('created', 'recall_requested') and o.push_status = 'pushed'
      having max(${sourceOrder.createdAt}) is not null) took on true
    group by day.part`);
  return [...rows];
}
