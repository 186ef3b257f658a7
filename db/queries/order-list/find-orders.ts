import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { FoundOrder } from "@/lib/domain/order-list/listed-order";
import { everyOrder } from "@/lib/domain/order-list/order-filter";
import { inOrder, listKeys } from "./list-keys";
import { listSource } from "./list-source";

/** The newest orders that match every word by number, customer, e-mail, SKU or tag. */
export async function findOrders(
  tx: Tx,
  scope: Scope,
  words: readonly string[],
  limit: number,
): Promise<FoundOrder[]> {
  if (words.length === 0) return [];
  const filter = { ...everyOrder, words };
  const sort = { by: "date", direction: "desc" } as const;
  const source = await listSource(tx, scope, filter, sort);
  const keys = listKeys(scope, source, { filter, tab: "all", sort, beyond: null, limit });
  return tx
    .select({
      id: order.id,
      name: order.name,
      customerName: orderContact.customerName,
      storeName: store.name,
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
    .orderBy(inOrder(sql`${order.createdAt}`, sql`${order.id}`, true));
}
