import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { storeNames } from "@/db/queries/stores/store-names";
import { auditEntry } from "@/db/schema/access";
import { lineItem, order, orderContact, orderDelivery, orderHold } from "@/db/schema/order";
import { attempt, changeCard, push, pushLeg, sourceOrder } from "@/db/schema/push";
import { store, variant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { loadManyOrderFacts } from "./load-many-order-facts";

/** The most entries of each kind that the timeline shows; older ones are left out. */
const TIMELINE = 200;

/** Reads one order with its legs, source orders, attempts and history; null when the scope does not see it. */
export async function orderDetail(tx: Tx, scope: Scope, orderId: string) {
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
  const facts = (await loadManyOrderFacts(tx, scope, [orderId])).get(orderId);
  if (!head || !facts) return null;
  const { organizationId } = scope;
  const lines = await tx
    .select({ id: lineItem.id, unitPrice: lineItem.unitPrice, vendor: lineItem.vendor })
    .from(lineItem)
    .where(and(eq(lineItem.organizationId, organizationId), eq(lineItem.orderId, orderId)));
  const legs = await tx
    .select({
      id: pushLeg.id,
      causeCode: pushLeg.causeCode,
      causeData: pushLeg.causeData,
      stateChangedAt: pushLeg.stateChangedAt,
      mode: push.mode,
      actorLabel: push.actorLabel,
      reason: push.reason,
      requestedAt: push.requestedAt,
    })
    .from(pushLeg)
    .innerJoin(push, and(eq(push.organizationId, pushLeg.organizationId), eq(push.id, pushLeg.pushId)))
    .where(and(eq(pushLeg.organizationId, organizationId), eq(pushLeg.orderId, orderId)));
  const sourceOrders = await tx
    .select()
    .from(sourceOrder)
    .where(and(eq(sourceOrder.organizationId, organizationId), eq(sourceOrder.orderId, orderId)))
    .orderBy(asc(sourceOrder.createdAt));
  const attempts = await tx
    .select({
      id: attempt.id,
      operation: attempt.operation,
      legId: attempt.legId,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
      outcome: attempt.outcome,
      errorCode: attempt.errorCode,
      errorData: attempt.errorData,
    })
    .from(attempt)
    .where(and(eq(attempt.organizationId, organizationId), eq(attempt.orderId, orderId)))
    .orderBy(desc(attempt.startedAt))
    .limit(TIMELINE);
  const audit = await tx
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.organizationId, organizationId), eq(auditEntry.orderId, orderId)))
    .orderBy(desc(auditEntry.at), desc(auditEntry.position))
    .limit(TIMELINE);
  const deliveries = await tx
    .select()
    .from(orderDelivery)
    .where(and(eq(orderDelivery.organizationId, organizationId), eq(orderDelivery.orderId, orderId)))
    .orderBy(desc(orderDelivery.receivedAt), desc(orderDelivery.deliveryId))
    .limit(TIMELINE);
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
    attempts,
    audit,
    deliveries,
    cards,
    sourceSkus: await sourceSkus(tx, scope, facts),
    stores: await storeNames(
      tx,
      scope,
      [...facts.legs, ...facts.routes].map((part) => part.sourceStoreId),
    ),
  };
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
