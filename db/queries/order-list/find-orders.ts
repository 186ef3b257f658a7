import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { shownCustomer } from "@/lib/domain/addresses/shown-customer";
import type { FoundOrder } from "@/lib/domain/order-list/listed-order";
import { everyOrder } from "@/lib/domain/order-list/order-filter";
import type { SearchWord } from "@/lib/domain/order-list/search-words";
import { customerColumns } from "./customer-columns";
import { listKeys } from "./list-keys";
import { type ListSource, listSource, numberSource } from "./list-source";

/** The newest orders that match every word; those whose number is exactly the one that a word asks for come first. */
export async function findOrders(
  tx: Tx,
  scope: Scope,
  words: readonly SearchWord[],
  limit: number,
): Promise<FoundOrder[]> {
  if (words.length === 0) return [];
  const filter = { ...everyOrder, words };
  const sort = { by: "date", direction: "desc" } as const;
  const idsOf = async (source: ListSource): Promise<string[]> => {
    const keys = listKeys(scope, source, { filter, tab: "all", sort, beyond: null, limit });
    return (await tx.execute<{ id: string }>(keys)).map(({ id }) => id);
  };
  const exact = numberSource(scope, words);
  const first = exact ? await idsOf(exact) : [];
  const more = first.length < limit ? await idsOf(await listSource(tx, scope, filter, sort)) : [];
  return readFound(tx, scope, [...new Set([...first, ...more])].slice(0, limit));
}

async function readFound(tx: Tx, scope: Scope, ids: string[]): Promise<FoundOrder[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: order.id,
      name: order.name,
      contact: customerColumns,
      storeName: store.name,
      merchantName: merchant.name,
    })
    .from(order)
    .innerJoin(store, and(eq(store.organizationId, order.organizationId), eq(store.id, order.storeId)))
    .leftJoin(
      merchant,
      and(eq(merchant.organizationId, order.organizationId), eq(merchant.id, order.merchantId)),
    )
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, order.organizationId), eq(orderContact.id, order.contactId)),
    )
    .where(and(eq(order.organizationId, scope.organizationId), inArray(order.id, ids)));
  return rows
    .map(({ contact, ...row }) => ({ ...row, customerName: shownCustomer(contact) }))
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
