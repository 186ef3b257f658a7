import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { findSourceOrder } from "@/db/queries/source-orders/find-source-order";
import { order } from "@/db/schema/order";
import { pushLegLine, sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { LegFacts } from "@/lib/domain/orders/facts";
import { sharedUnits } from "@/lib/domain/orders/shared-units";
import type { Ctx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import type { SourceOrderSnapshot } from "@/lib/shopify/client/gateway";
import { endLeg } from "./end-leg";
import { promoteDuplicate } from "./promote-duplicate";

/**
 * Stores the result of a read of a source order, under its destination order's lock: state, live and shipped units
 * (in source units). A read that began before the stored one changes nothing. A cancelled source order ends its leg,
 * or completes the leg's recall. Clears the store's problems that the answer disproves.
 */
export async function ingestSourceOrder(
  ctx: Ctx,
  input: { sourceStoreId: string; sourceOrderGid: string; snapshot: SourceOrderSnapshot; readBeganAt: Date },
): Promise<"stored" | "older"> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const { sourceStoreId: storeId, readBeganAt: beganAt } = input;
    await clearProblems(tx, ctx.scope, { storeId, call: "read_source_order", beganAt, at });
    const found = await findSourceOrder(tx, ctx.scope, input);
    if (!found) return "older";
    const facts = await loadOrderFacts(tx, ctx.scope, found.orderId, { lock: true });
    const leg = facts?.legs.find((candidate) => candidate.id === found.legId);
    // Read again under the lock: another read may have been stored in the meantime.
    const known = await findSourceOrder(tx, ctx.scope, input);
    if (!facts || !leg || !known || known.readAt >= input.readBeganAt) return "older";
    const { snapshot } = input;
    await tx
      .update(sourceOrder)
      .set({
        name: snapshot.name,
        cancelledAt: snapshot.cancelledAt,
        financialStatus: snapshot.financialStatus,
        fulfillmentStatus: snapshot.fulfillmentStatus,
        readAt: input.readBeganAt,
        readDueAt: null,
      })
      .where(and(eq(sourceOrder.organizationId, ctx.scope.organizationId), eq(sourceOrder.id, known.id)));
    // A duplicate with the same mark says nothing about the leg's own source order.
    if (!known.duplicate) {
      const gone = snapshot.cancelledAt !== null;
      if (!gone || !(await promoteDuplicate(tx, ctx.scope, known, at))) {
        await storeUnits(tx, ctx, leg, snapshot);
        if (gone) await endLeg(tx, ctx, { facts, leg, name: known.name, cause: "cancelled", at });
      }
    }
    await reconcileReservations(tx, ctx, known.orderId, at);
    // A shipment that the supplier reports may end what held the order's other units, such as *partly shipped*.
    await tx
      .update(order)
      .set({ autoPushDueAt: at })
      .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, known.orderId)));
    return "stored";
  });
}

/** Stores the units of the leg's lines, as the source order has them now. */
async function storeUnits(tx: Tx, ctx: Ctx, leg: LegFacts, snapshot: SourceOrderSnapshot): Promise<void> {
  const known = leg.linked ? sharedUnits(leg.lines, snapshot.lines) : ownUnits(leg, snapshot);
  for (const { id, liveUnits, shippedUnits } of known) {
    await tx
      .update(pushLegLine)
      .set({ liveUnits, shippedUnits })
      .where(and(eq(pushLegLine.organizationId, ctx.scope.organizationId), eq(pushLegLine.id, id)));
  }
}

/** The units of lines that carry a leg line's id. Other lines were added by the supplier and are ignored. */
function ownUnits(leg: LegFacts, snapshot: SourceOrderSnapshot) {
  return leg.lines.flatMap(({ id }) => {
    const remote = snapshot.lines.find((candidate) => candidate.legLineId === id);
    return remote ? [{ id, liveUnits: remote.liveUnits, shippedUnits: remote.shippedUnits }] : [];
  });
}
