import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
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

/** Cuts the page out of one index first; only its rows are joined to their store and contact. */
async function readRows(tx: Tx, where: SQL | undefined, upwards: boolean, limit: number) {
  const page = tx
    .select()
    .from(order)
    .where(where)
    .orderBy(inOrder(order.createdAt, upwards), inOrder(order.id, upwards))
    .limit(limit)
    .as("page");
  return tx
    .select({
      id: page.id,
      name: page.name,
      shopifyGid: page.shopifyGid,
      createdAt: page.createdAt,
      cancelledAt: page.cancelledAt,
      deletedAt: page.deletedAt,
      test: page.test,
      financialStatus: page.financialStatus,
      fulfillmentStatus: page.fulfillmentStatus,
      currency: page.currency,
      netPayment: page.netPayment,
      currentTotal: page.currentTotal,
      tags: page.tags,
      shippingMethod: page.shippingMethod,
      pushStatus: page.pushStatus,
      statusReason: page.statusReason,
      syncedItems: page.syncedItems,
      totalItems: page.totalItems,
      heldReasons: page.heldReasons,
      customerName: orderContact.customerName,
      storeId: store.id,
      storeName: store.name,
      shopDomain: store.shopDomain,
      timeZone: store.timeZone,
    })
    .from(page)
    .innerJoin(store, and(eq(store.organizationId, page.organizationId), eq(store.id, page.storeId)))
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, page.organizationId), eq(orderContact.id, page.contactId)),
    )
    .orderBy(inOrder(page.createdAt, upwards), inOrder(page.id, upwards));
}

/** The list's indexes are written `DESC NULLS LAST`; only the very same order, or its reverse, reads them. */
function inOrder(column: SQLWrapper, upwards: boolean): SQL {
  return upwards ? sql`${column} asc nulls first` : sql`${column} desc nulls last`;
}
