import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { lineItem, order, orderFacet } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { orderFacets } from "@/lib/domain/order-list/order-facets";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { ownShipments } from "@/lib/domain/orders/quantities";
import { attentionCauses } from "@/lib/domain/push/attention";
import { eligibility } from "@/lib/domain/push/eligibility";
import { type PushStatus, pushStatus } from "@/lib/domain/push/push-status";
import { storeTrack } from "@/lib/domain/push/stored-track";
import { projectionRules } from "./projection-rules";

/** Computes the columns that lists and tabs read, from facts and the time only. */
export function projection(facts: OrderFacts, at: Date) {
  const status = pushStatus(facts);
  const { stops, cautions } = eligibility(facts);
  return {
    pushStatus: status.status,
    statusReason: status.reason,
    syncedItems: status.syncedItems,
    totalItems: status.totalItems,
    unsyncedItems: status.unsyncedItems,
    heldReasons:
      status.status === "not_pushed" || status.status === "partially_pushed" ? [...stops, ...cautions] : [],
    attention: attentionCauses(facts, at)[0] ?? null,
    track: storeTrack(facts, at),
  };
}

/**
 * Writes an order's projections from its facts, in the transaction that changed the facts. The write also notifies
 * open pages. The caller holds the order's lock. Returns the facts that were used.
 *
 * @param known the order's facts, if the caller read them after the last change; otherwise they are read
 */
export async function projectOrder(
  tx: Tx,
  scope: Scope,
  orderId: string,
  at: Date,
  known: OrderFacts | null = null,
): Promise<OrderFacts | null> {
  const facts = known ?? (await loadOrderFacts(tx, scope, orderId, { lock: false }));
  if (!facts) return null;
  await noteOwnShipments(tx, scope, facts);
  const columns = projection(facts, at);
  const [row] = await tx
    .update(order)
    .set({ ...columns, projectionVersion: projectionRules.version, changedAt: at })
    .where(and(eq(order.organizationId, scope.organizationId), eq(order.id, orderId)))
    .returning({ merchantId: order.merchantId });
  const facets = orderFacets({
    ...facts.order,
    merchantId: row?.merchantId ?? null,
    supplierIds: columns.track.segments.map((segment) => segment.sourceStoreId),
    heldReasons: columns.heldReasons,
    attention: attentionCauses(facts, at),
  });
  await replaceFacets(tx, scope, facts.order, columns.pushStatus, facets);
  return facts;
}

/**
 * Stores which shipped units are known to be the destination's own. Every transaction that reserves units projects its
 * order, so that the units are known before a source store can ship. The quantities stay the same.
 *
 * Proved by `tests/faults/changes/hand-shipped.test.ts`.
 */
async function noteOwnShipments(tx: Tx, scope: Scope, facts: OrderFacts): Promise<void> {
  for (const { lineItemId, units } of ownShipments(facts)) {
    await tx
      .update(lineItem)
      .set({ ownShipped: units })
      .where(and(eq(lineItem.organizationId, scope.organizationId), eq(lineItem.id, lineItemId)));
  }
}

async function replaceFacets(
  tx: Tx,
  scope: Scope,
  head: OrderFacts["order"],
  pushStatus: PushStatus,
  facets: readonly string[],
): Promise<void> {
  const { organizationId } = scope;
  await tx
    .delete(orderFacet)
    .where(
      and(
        eq(orderFacet.organizationId, organizationId),
        eq(orderFacet.orderId, head.id),
        notInArray(orderFacet.facet, [...facets]),
      ),
    );
  await tx
    .insert(orderFacet)
    .values(
      facets.map((facet) => ({
        organizationId,
        orderId: head.id,
        facet,
        pushStatus,
        createdAt: head.createdAt,
      })),
    )
    .onConflictDoUpdate({
      target: [orderFacet.organizationId, orderFacet.orderId, orderFacet.facet],
      set: { pushStatus, createdAt: head.createdAt },
      setWhere: sql`${orderFacet.pushStatus} <> excluded.push_status or ${orderFacet.createdAt} <> excluded.created_at`,
    });
}
