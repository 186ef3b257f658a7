import { and, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { lineItem, order, orderContact } from "@/db/schema/order";
import { push, pushLeg, pushLegLine } from "@/db/schema/push";
import { connection, mapping, store, variant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { LegFacts, OrderFacts, Route } from "@/lib/domain/facts";
import type { LegState } from "@/lib/domain/leg-state";
import { merchantFilter } from "./merchant-filter";

async function loadLegs(tx: Tx, scope: Scope, orderId: string): Promise<LegFacts[]> {
  const legs = await tx
    .select({ leg: pushLeg, mode: push.mode })
    .from(pushLeg)
    .innerJoin(push, and(eq(push.organizationId, pushLeg.organizationId), eq(push.id, pushLeg.pushId)))
    .where(and(eq(pushLeg.organizationId, scope.organizationId), eq(pushLeg.orderId, orderId)))
    .orderBy(pushLeg.createdAt, pushLeg.id);
  const legIds = legs.map(({ leg }) => leg.id);
  const lines =
    legIds.length === 0
      ? []
      : await tx
          .select()
          .from(pushLegLine)
          .where(
            and(eq(pushLegLine.organizationId, scope.organizationId), inArray(pushLegLine.legId, legIds)),
          )
          .orderBy(pushLegLine.id);
  return legs.map(({ leg, mode }) => ({
    id: leg.id,
    pushId: leg.pushId,
    pushMode: mode === "manual" ? "manual" : "automatic",
    connectionId: leg.connectionId,
    sourceStoreId: leg.sourceStoreId,
    state: leg.state as LegState,
    originMark: leg.originMark,
    generation: leg.generation,
    carriesShipping: leg.carriesShipping,
    leaseUntil: leg.leaseUntil,
    notBefore: leg.notBefore,
    lines: lines.filter((line) => line.legId === leg.id),
  }));
}

async function loadRoutes(tx: Tx, scope: Scope, orderId: string): Promise<Route[]> {
  const destination = alias(variant, "destination_variant");
  const source = alias(variant, "source_variant");
  const rows = await tx
    .select({
      lineItemId: lineItem.id,
      connectionId: connection.id,
      sourceStoreId: connection.sourceStoreId,
      sourceStoreName: store.name,
      connectionState: connection.state,
      storeState: store.state,
      autoPush: connection.autoPush,
      mappingRank: mapping.rank,
      connectionRank: connection.rank,
      ratio: mapping.ratio,
      sourceVariantGid: source.shopifyGid,
      sourceSku: source.sku,
      price: source.price,
      currency: source.currency,
      requiresShipping: source.requiresShipping,
      taxable: source.taxable,
    })
    .from(lineItem)
    .innerJoin(order, and(eq(order.organizationId, lineItem.organizationId), eq(order.id, lineItem.orderId)))
    .innerJoin(
      destination,
      and(
        eq(destination.organizationId, order.organizationId),
        eq(destination.storeId, order.storeId),
        eq(destination.shopifyGid, lineItem.variantGid),
      ),
    )
    .innerJoin(
      mapping,
      and(
        eq(mapping.organizationId, destination.organizationId),
        eq(mapping.destinationVariantId, destination.id),
        eq(mapping.active, true),
      ),
    )
    .innerJoin(
      connection,
      and(eq(connection.organizationId, mapping.organizationId), eq(connection.id, mapping.connectionId)),
    )
    .innerJoin(
      source,
      and(eq(source.organizationId, mapping.organizationId), eq(source.id, mapping.sourceVariantId)),
    )
    .innerJoin(
      store,
      and(eq(store.organizationId, connection.organizationId), eq(store.id, connection.sourceStoreId)),
    )
    .where(and(eq(lineItem.organizationId, scope.organizationId), eq(lineItem.orderId, orderId)));
  return rows.map(({ connectionState, storeState, mappingRank, connectionRank, ...row }) => ({
    ...row,
    usable: connectionState === "active" && storeState === "active",
    rank: mappingRank * 1000 + connectionRank,
  }));
}

/**
 * Loads every fact that the rules need of one order, or null when the scope does not see it.
 * With `lock` the order row is locked first, so that plans, claims and ingestion of one order wait for each
 * other; everything else is read after the lock.
 */
export async function loadOrderFacts(
  tx: Tx,
  scope: Scope,
  orderId: string,
  options: { lock: boolean },
): Promise<OrderFacts | null> {
  if (options.lock) {
    await tx.execute(
      sql`select 1 from ${order} where ${order.organizationId} = ${scope.organizationId} and ${order.id} = ${orderId} for update`,
    );
  }
  const [head] = await tx
    .select({ order, contact: orderContact, store })
    .from(order)
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, order.organizationId), eq(orderContact.id, order.contactId)),
    )
    .innerJoin(store, and(eq(store.organizationId, order.organizationId), eq(store.id, order.storeId)))
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        eq(order.id, orderId),
        merchantFilter(scope, order.merchantId),
      ),
    );
  if (!head) return null;
  const lines = await tx
    .select()
    .from(lineItem)
    .where(and(eq(lineItem.organizationId, scope.organizationId), eq(lineItem.orderId, orderId)))
    .orderBy(lineItem.position);
  return {
    order: {
      ...head.order,
      contact: {
        ...head.contact,
        shippingAddress: head.contact.shippingAddress ?? null,
        billingAddress: head.contact.billingAddress ?? null,
      },
    },
    lines,
    legs: await loadLegs(tx, scope, orderId),
    routes: await loadRoutes(tx, scope, orderId),
    store: {
      name: head.store.name,
      active: head.store.state === "active",
      autoPushSince: head.store.autoPushSince,
      partsAllowed: head.store.partsAllowed,
    },
  };
}
