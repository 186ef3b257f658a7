import { and, eq, isNull } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { order, orderHold } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { projectOrder } from "./project-order";

export type ReleaseHoldResult = { kind: "released" } | { kind: "not_held" } | { kind: "not_found" };

/**
 * Releases an order's hold. Automatic push then evaluates the order like a new order: the store's settings and other
 * hold reasons still apply.
 */
export async function releaseHold(ctx: Ctx, input: { orderId: string }): Promise<ReleaseHoldResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    if (!facts) return { kind: "not_found" };
    const [hold] = await tx
      .update(orderHold)
      .set({
        releasedAt: at,
        releasedBy: ctx.actor.kind === "user" ? ctx.actor.id : ctx.actor.kind,
        releasedByLabel: ctx.actor.label,
      })
      .where(
        and(
          eq(orderHold.organizationId, ctx.scope.organizationId),
          eq(orderHold.orderId, input.orderId),
          isNull(orderHold.releasedAt),
        ),
      )
      .returning({ id: orderHold.id });
    if (!hold) return { kind: "not_held" };
    // If the event below is lost, the sweeper requests automatic push again.
    await tx
      .update(order)
      .set({ heldAt: null, autoPushDueAt: at })
      .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, input.orderId)));
    await projectOrder(tx, ctx.scope, input.orderId, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "order.hold_released",
      noun: "order_hold",
      nounId: hold.id,
      orderId: input.orderId,
    });
    await emit(tx, {
      name: "order/hold.released",
      eventId: `hold-released:${hold.id}`,
      data: { organizationId: ctx.scope.organizationId, orderId: input.orderId },
      at,
    });
    return { kind: "released" };
  });
}
