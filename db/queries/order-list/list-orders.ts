import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { shownCustomer } from "@/lib/domain/addresses/shown-customer";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import type { OrderPlace, OrderSort } from "@/lib/domain/order-list/order-filter";
import { customerColumns } from "./customer-columns";
import { inOrder, type KeysRequest, listKeys, walkEnd } from "./list-keys";
import type { ListSource } from "./list-source";
import { sortColumns } from "./sort-columns";

/** `previous` and `next`: the places beyond which the neighbouring pages begin; null at an end of the list. */
type OrderPage = { rows: ListedOrder[]; previous: OrderPlace | null; next: OrderPlace | null };

/**
 * Reads one page of a list: up to `limit` rows beyond a place, in either direction. When a filter leaves out nearly all
 * orders, a page can be short or empty and still have a next page, because it ends after looking at 10,000 orders.
 */
export async function listOrders(
  tx: Tx,
  scope: Scope,
  source: ListSource,
  request: KeysRequest,
): Promise<OrderPage> {
  const backwards = request.beyond?.direction === "before";
  const keys = listKeys(scope, source, { ...request, limit: request.limit + 1 });
  const found = await readRows(tx, scope, keys, request.sort);
  const more = found.length > request.limit;
  // A page that is read backwards has its surplus row at the front.
  const rows = more ? (backwards ? found.slice(1) : found.slice(0, request.limit)) : found;
  const first = rows[0] ? placeOf(rows[0], request.sort) : null;
  const last = rows.at(-1);
  const end = last ? placeOf(last, request.sort) : null;
  const further = more ? (backwards ? first : end) : await stoppedAt(tx, scope, source, request);
  return backwards
    ? { rows, previous: further, next: end }
    : { rows, previous: request.beyond ? first : null, next: further };
}

async function stoppedAt(
  tx: Tx,
  scope: Scope,
  source: ListSource,
  request: KeysRequest,
): Promise<OrderPlace | null> {
  const query = walkEnd(scope, source, request);
  if (!query) return null;
  const [row] = await tx.execute<{ key: string; id: string }>(query);
  return row ? { key: Number(row.key), id: row.id } : null;
}

/** The place of an order in a list with this sort. */
export function placeOf(
  row: { id: string; createdAt: Date; paidMilli: number },
  sort: OrderSort,
): OrderPlace {
  return { key: sortColumns[sort.by].keyOf(row), id: row.id };
}

/** Reads the rows of a page in the list's order. Only these rows are joined to their store and contact. */
async function readRows(tx: Tx, scope: Scope, keys: SQL, sort: OrderSort): Promise<ListedOrder[]> {
  const { column } = sortColumns[sort.by];
  const rows = await tx
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
      paidMilli: order.paidMilli,
      currentTotal: order.currentTotal,
      tags: order.tags,
      shippingMethod: order.shippingMethod,
      pushStatus: order.pushStatus,
      statusReason: order.statusReason,
      syncedItems: order.syncedItems,
      totalItems: order.totalItems,
      unsyncedItems: order.unsyncedItems,
      heldReasons: order.heldReasons,
      heldAt: order.heldAt,
      attention: order.attention,
      track: order.track,
      contact: customerColumns,
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
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        inArray(order.id, sql`(select page.id from (${keys}) page)`),
      ),
    )
    .orderBy(inOrder(sql`${column}`, sql`${order.id}`, sort.direction === "desc"));
  return rows.map(({ contact, ...row }) => ({ ...row, customerName: shownCustomer(contact) }));
}
