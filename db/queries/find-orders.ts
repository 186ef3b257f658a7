import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { orderFilter } from "./order-filter";

export type FoundOrder = { id: string; name: string; customerName: string | null; storeName: string };

/** The newest orders that every word fits: by number, customer, e-mail, SKU or tag. */
export async function findOrders(
  tx: Tx,
  scope: Scope,
  words: readonly string[],
  limit: number,
): Promise<FoundOrder[]> {
  if (words.length === 0) return [];
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
    .where(orderFilter(tx, scope, { storeId: null, words }))
    .orderBy(desc(order.createdAt), desc(order.id))
    .limit(limit);
}
