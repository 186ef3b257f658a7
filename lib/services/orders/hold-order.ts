import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { order, orderHold } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { wasSent } from "@/lib/domain/dispatch/look-up";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { reconcileReservations } from "./reconcile-reservations";

export type HoldOrderResult =
  /** `underWay`: the number of automatic sends that began before the hold; they are not recalled. */
  | { kind: "held"; underWay: number }
  /** The order is already on hold; that hold stays unchanged. */
  | { kind: "held_already" }
  | { kind: "cancelled" }
  | { kind: "not_found" };

/**
 * Puts an order on hold: automatic push does not send it until the hold is released. Automatic legs that were never
 * sent are superseded at once, so that their items are open for a manual push. A leg that was sent before is looked
 * up by its own job, which then sends nothing more. A user may still push the order by hand, with a reason.
 *
 * @param input.note stored with the hold and in the audit; never empty
 */
export async function holdOrder(
  ctx: Ctx,
  input: { orderId: string; note: string },
): Promise<HoldOrderResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    if (!facts) return { kind: "not_found" };
    if (facts.order.heldAt !== null) return { kind: "held_already" };
    if (facts.order.cancelledAt !== null || facts.order.deletedAt !== null) return { kind: "cancelled" };
    const holdId = newId("hld");
    await tx.insert(orderHold).values({
      organizationId: ctx.scope.organizationId,
      id: holdId,
      orderId: input.orderId,
      note: input.note,
      heldAt: at,
      heldBy: ctx.actor.kind === "user" ? ctx.actor.id : ctx.actor.kind,
      heldByLabel: ctx.actor.label,
    });
    await tx
      .update(order)
      .set({ heldAt: at })
      .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, input.orderId)));
    const underWay = await supersedePlanned(tx, ctx, facts, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "order.held",
      noun: "order_hold",
      nounId: holdId,
      orderId: input.orderId,
      data: { reason: input.note },
    });
    await reconcileReservations(tx, ctx, input.orderId, at);
    return { kind: "held", underWay };
  });
}

/** Supersedes planned automatic legs that were never sent. @returns the number of automatic sends that have begun */
async function supersedePlanned(tx: Tx, ctx: Ctx, facts: OrderFacts, at: Date): Promise<number> {
  let underWay = 0;
  for (const leg of facts.legs) {
    if (leg.pushMode !== "automatic") continue;
    if (leg.state === "claimed" || leg.state === "uncertain") underWay += 1;
    if (leg.state !== "planned" || wasSent(await legLedger(tx, ctx.scope, leg.id))) continue;
    await moveLeg(
      tx,
      ctx.scope,
      { id: leg.id, from: "planned", to: "superseded", at },
      { cause: { code: "on_hold" } },
    );
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.superseded",
      noun: "push_leg",
      nounId: leg.id,
      orderId: facts.order.id,
      data: { sourceStoreId: leg.sourceStoreId, reasons: ["on_hold"] },
    });
  }
  return underWay;
}
