import { and, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { chainLink } from "@/db/queries/stores/chain-link";
import { lineItem, order } from "@/db/schema/order";
import { connection, mapping, store, variant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { Route } from "@/lib/domain/orders/facts";

/** The active mappings of some orders' lines. The caller must have checked that the scope sees them. */
export async function loadRoutes(
  tx: Tx,
  scope: Scope,
  orderIds: readonly string[],
): Promise<(Route & { orderId: string })[]> {
  if (orderIds.length === 0) return [];
  const destination = alias(variant, "destination_variant");
  const source = alias(variant, "source_variant");
  const rows = await tx
    .select({
      orderId: lineItem.orderId,
      lineItemId: lineItem.id,
      connectionId: connection.id,
      sourceStoreId: connection.sourceStoreId,
      sourceStoreName: store.name,
      shopDomain: store.shopDomain,
      formerDomains: store.formerDomains,
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
    .where(and(eq(lineItem.organizationId, scope.organizationId), inArray(lineItem.orderId, [...orderIds])));
  return rows.map(
    ({ shopDomain, formerDomains, connectionState, storeState, mappingRank, connectionRank, ...row }) => ({
      ...row,
      chainLink: chainLink(shopDomain),
      formerLinks: formerDomains.map(chainLink),
      usable: connectionState === "active" && storeState === "active",
      rank: mappingRank * 1000 + connectionRank,
    }),
  );
}
