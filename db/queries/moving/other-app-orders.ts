import { type SQL, sql } from "drizzle-orm";
import { otherAppOrder } from "@/db/schema/moving";
import { order } from "@/db/schema/order";
import { sourceOrder } from "@/db/schema/push";
import type { OtherAppOrder } from "@/lib/domain/orders/facts";

/** A row of `otherAppOrdersOf` as JSON. */
type Stored = Omit<OtherAppOrder, "placedAt"> & { placedAt: string };

/**
 * The live source orders of another app that look like the outer query's order, as JSON: they name its id or, without
 * an id, its number, they are not older than it, and no user linked or dismissed them. It is a part of the query that
 * reads the order, so that the facts of an order need no further query.
 */
export function otherAppOrdersOf(): SQL<Stored[]> {
  const o = otherAppOrder;
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', ${o.id}, 'connectionId', ${o.connectionId},
      'sourceStoreId', ${o.sourceStoreId}, 'shopifyGid', ${o.shopifyGid}, 'name', ${o.name},
      'app', ${o.app}, 'mark', ${o.mark}, 'placedAt', ${o.placedAt}) order by ${o.placedAt}, ${o.id}), '[]')
    from ${o}
    where ${o.organizationId} = ${order.organizationId} and ${o.destinationStoreId} = ${order.storeId}
      and (${o.orderGid} = ${order.shopifyGid}
        or (${o.orderGid} is null and ${o.orderName} = lower(ltrim(${order.name}, '#'))))
      and ${o.placedAt} >= ${order.createdAt} and ${o.cancelledAt} is null and ${o.dismissedAt} is null
      and not exists (select from ${sourceOrder} where ${sourceOrder.organizationId} = ${o.organizationId}
        and ${sourceOrder.sourceStoreId} = ${o.sourceStoreId} and ${sourceOrder.shopifyGid} = ${o.shopifyGid}))`;
}

/** The rows with their times as dates. */
export function readOtherAppOrders(stored: readonly Stored[]): OtherAppOrder[] {
  return stored.map((row) => ({ ...row, placedAt: new Date(row.placedAt) }));
}
