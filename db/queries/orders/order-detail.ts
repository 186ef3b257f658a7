import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { storeNames } from "@/db/queries/stores/store-names";
import { lineItem, order, orderContact, orderHold } from "@/db/schema/order";
import { changeCard, push, pushLeg, sourceOrder } from "@/db/schema/push";
import { store, variant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { loadManyOrderFacts } from "./load-many-order-facts";
import { orderHistory } from "./order-history";

/** Reads one order with its legs, source orders, attempts and history; null when the scope does not see it. */
export async function orderDetail(tx: Tx, scope: Scope, orderId: string) {
  const head = await orderHead(tx, scope, orderId);
  const facts = (await loadManyOrderFacts(tx, scope, [orderId])).get(orderId);
  if (!head || !facts) return null;
  const { organizationId } = scope;
  const lines = await tx
    .select({ id: lineItem.id, unitPrice: lineItem.unitPrice, vendor: lineItem.vendor })
    .from(lineItem)
    .where(and(eq(lineItem.organizationId, organizationId), eq(lineItem.orderId, orderId)));
  const legs = await orderLegs(tx, scope, orderId);
  const sourceOrders = await tx
    .select()
    .from(sourceOrder)
    .where(and(eq(sourceOrder.organizationId, organizationId), eq(sourceOrder.orderId, orderId)))
    .orderBy(asc(sourceOrder.createdAt));
  const history = await orderHistory(tx, scope, orderId);
  const cards = await tx
    .select()
    .from(changeCard)
    .where(and(eq(changeCard.organizationId, organizationId), eq(changeCard.orderId, orderId)))
    .orderBy(asc(changeCard.openedAt));
  const [hold] = await tx
    .select({ note: orderHold.note, heldAt: orderHold.heldAt, by: orderHold.heldByLabel })
    .from(orderHold)
    .where(
      and(
        eq(orderHold.organizationId, organizationId),
        eq(orderHold.orderId, orderId),
        isNull(orderHold.releasedAt),
      ),
    );
  return {
    ...head,
    hold: hold ?? null,
    facts,
    lines: new Map(lines.map((line) => [line.id, line])),
    legs: new Map(legs.map((leg) => [leg.id, leg])),
    sourceOrders,
    ...history,
    cards,
    sourceSkus: await sourceSkus(tx, scope, facts),
    stores: await storeNames(
      tx,
      scope,
      [...facts.legs, ...facts.routes, ...facts.otherAppOrders].map((part) => part.sourceStoreId),
    ),
  };
}

async function orderHead(tx: Tx, scope: Scope, orderId: string) {
  const [head] = await tx
    .select({ order, contact: orderContact, store })
    .from(order)
    .innerJoin(store, and(eq(store.organizationId, order.organizationId), eq(store.id, order.storeId)))
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, order.organizationId), eq(orderContact.id, order.contactId)),
    )
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        eq(order.id, orderId),
        merchantFilter(scope, order.merchantId),
      ),
    );
  return head;
}

/** The legs with the pushes that made them. */
async function orderLegs(tx: Tx, scope: Scope, orderId: string) {
  return tx
    .select({
      id: pushLeg.id,
      causeCode: pushLeg.causeCode,
      causeData: pushLeg.causeData,
      stateChangedAt: pushLeg.stateChangedAt,
      waitsFor: pushLeg.waitsFor,
      mode: push.mode,
      actorLabel: push.actorLabel,
      reason: push.reason,
      requestedAt: push.requestedAt,
    })
    .from(pushLeg)
    .innerJoin(push, and(eq(push.organizationId, pushLeg.organizationId), eq(push.id, pushLeg.pushId)))
    .where(and(eq(pushLeg.organizationId, scope.organizationId), eq(pushLeg.orderId, orderId)));
}

/** SKUs of the source variants in the legs, by GID. They are read here because a mapping may have changed since. */
async function sourceSkus(
  tx: Tx,
  scope: Scope,
  facts: OrderFacts,
): Promise<ReadonlyMap<string, string | null>> {
  const gids = facts.legs.flatMap((leg) => leg.lines.map((line) => line.sourceVariantGid));
  if (gids.length === 0) return new Map();
  const rows = await tx
    .select({ gid: variant.shopifyGid, sku: variant.sku })
    .from(variant)
    .where(
      and(eq(variant.organizationId, scope.organizationId), inArray(variant.shopifyGid, [...new Set(gids)])),
    );
  return new Map(rows.map((row) => [row.gid, row.sku]));
}
