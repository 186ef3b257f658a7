import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { type OrderFilter, orderFilter } from "./order-filter";

/** A place between two orders of the list, which is ordered by creation, newest first. */
export type OrderPlace = { createdAt: Date; id: string };

export type OrderPage = {
  rows: ListedOrder[];
  /** Whether there are orders before the first and after the last row. */
  newer: boolean;
  older: boolean;
};

export type ListedOrder = Awaited<ReturnType<typeof readRows>>[number];

/** One page of the list: 0 < `limit` rows beyond a place, in either direction. */
export async function listOrders(
  tx: Tx,
  scope: Scope,
  args: {
    filter: OrderFilter;
    pushStatus: string | null;
    beyond: { direction: "older" | "newer"; place: OrderPlace } | null;
    limit: number;
  },
): Promise<OrderPage> {
  const upwards = args.beyond?.direction === "newer";
  const place = args.beyond?.place;
  const where = and(
    orderFilter(tx, scope, args.filter),
    args.pushStatus === null ? undefined : eq(order.pushStatus, args.pushStatus),
    place &&
      (upwards
        ? sql`(${order.createdAt}, ${order.id}) > (${place.createdAt.toISOString()}::timestamptz, ${place.id})`
        : sql`(${order.createdAt}, ${order.id}) < (${place.createdAt.toISOString()}::timestamptz, ${place.id})`),
  );
  const found = await readRows(tx, where, upwards, args.limit + 1);
  const more = found.length > args.limit;
  const rows = found.slice(0, args.limit);
  if (upwards) rows.reverse();
  return { rows, newer: upwards ? more : place !== undefined, older: upwards || more };
}

function readRows(tx: Tx, where: SQL | undefined, upwards: boolean, limit: number) {
  const direction = upwards ? asc : desc;
  return tx
    .select({
      id: order.id,
      name: order.name,
      shopifyGid: order.shopifyGid,
      createdAt: order.createdAt,
      cancelledAt: order.cancelledAt,
      deletedAt: order.deletedAt,
      test: order.test,
      financialStatus: order.financialStatus,
      fulfillmentStatus: order.fulfillmentStatus,
      currency: order.currency,
      netPayment: order.netPayment,
      currentTotal: order.currentTotal,
      tags: order.tags,
      shippingMethod: order.shippingMethod,
      pushStatus: order.pushStatus,
      statusReason: order.statusReason,
      syncedItems: order.syncedItems,
      totalItems: order.totalItems,
      heldReasons: order.heldReasons,
      customerName: orderContact.customerName,
      storeId: store.id,
      storeName: store.name,
      shopDomain: store.shopDomain,
      timeZone: store.timeZone,
    })
    .from(order)
    .innerJoin(store, and(eq(store.organizationId, order.organizationId), eq(store.id, order.storeId)))
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, order.organizationId), eq(orderContact.id, order.contactId)),
    )
    .where(where)
    .orderBy(direction(order.createdAt), direction(order.id))
    .limit(limit);
}
