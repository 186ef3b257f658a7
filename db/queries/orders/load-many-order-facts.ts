import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { loadLegs } from "@/db/queries/legs/load-legs";
import { otherAppOrdersOf, readOtherAppOrders } from "@/db/queries/moving/other-app-orders";
import { chainLink } from "@/db/queries/stores/chain-link";
import { lineItem, order, orderContact } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { pickSwitches } from "@/lib/domain/stores/store-switch";
import { loadRoutes } from "./load-routes";

/** Loads the facts of some orders that the rules need, by order id. Orders that the scope does not see are left out. */
export async function loadManyOrderFacts(
  tx: Tx,
  scope: Scope,
  orderIds: readonly string[],
): Promise<Map<string, OrderFacts>> {
  if (orderIds.length === 0) return new Map();
  const heads = await tx
    .select({ order, contact: orderContact, store, otherAppOrders: otherAppOrdersOf() })
    .from(order)
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, order.organizationId), eq(orderContact.id, order.contactId)),
    )
    .innerJoin(store, and(eq(store.organizationId, order.organizationId), eq(store.id, order.storeId)))
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        inArray(order.id, [...orderIds]),
        merchantFilter(scope, order.merchantId),
      ),
    );
  const seen = heads.map((head) => head.order.id);
  if (seen.length === 0) return new Map();
  const lines = await tx
    .select()
    .from(lineItem)
    .where(and(eq(lineItem.organizationId, scope.organizationId), inArray(lineItem.orderId, seen)))
    .orderBy(lineItem.position);
  const linesOf = Map.groupBy(lines, (line) => line.orderId);
  const legsOf = Map.groupBy(await loadLegs(tx, scope, seen), (leg) => leg.orderId);
  const routesOf = Map.groupBy(await loadRoutes(tx, scope, seen), (route) => route.orderId);
  return new Map(
    heads.map((head) => [
      head.order.id,
      {
        order: {
          ...head.order,
          contact: {
            ...head.contact,
            shippingAddress: head.contact.shippingAddress ?? null,
            billingAddress: head.contact.billingAddress ?? null,
          },
        },
        lines: (linesOf.get(head.order.id) ?? []).map((line) => ({
          ...line,
          properties: [...(head.contact.lineProperties[line.shopifyGid] ?? [])],
        })),
        legs: legsOf.get(head.order.id) ?? [],
        routes: routesOf.get(head.order.id) ?? [],
        otherAppOrders: readOtherAppOrders(head.otherAppOrders),
        store: {
          name: head.store.name,
          chainLink: chainLink(head.store.shopDomain),
          formerLinks: head.store.formerDomains.map(chainLink),
          active: head.store.state === "active",
          autoPushSince: head.store.autoPushSince,
          ...pickSwitches(head.store),
        },
      },
    ]),
  );
}
