import { and, eq, isNull } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { otherAppOrder } from "@/db/schema/moving";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { projectOrder } from "@/lib/services/orders/project-order";

export type DismissResult = { kind: "dismissed" } | { kind: "not_found" };

/**
 * Records a user's statement that a source order which another app created is not the same order. It no longer holds
 * the order, and automatic push evaluates the order again. A repeated request gives `not_found`.
 *
 * @param input.reason stored in the audit; never empty
 */
export async function dismissOtherAppOrder(
  ctx: Ctx,
  input: { orderId: string; otherAppOrderId: string; reason: string },
): Promise<DismissResult> {
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    const found = facts?.otherAppOrders.find(({ id }) => id === input.otherAppOrderId);
    if (!found) return { kind: "not_found" };
    await tx
      .update(otherAppOrder)
      .set({ dismissedAt: at, dismissedByLabel: ctx.actor.label })
      .where(
        and(
          eq(otherAppOrder.organizationId, organizationId),
          eq(otherAppOrder.id, found.id),
          isNull(otherAppOrder.dismissedAt),
        ),
      );
    // If the event below is lost, the sweeper requests automatic push again.
    await tx
      .update(order)
      .set({ autoPushDueAt: at })
      .where(and(eq(order.organizationId, organizationId), eq(order.id, input.orderId)));
    await projectOrder(tx, ctx.scope, input.orderId, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "order.other_app_dismissed",
      noun: "other_app_order",
      nounId: found.id,
      orderId: input.orderId,
      data: { sourceOrder: found.name, reason: input.reason },
    });
    await emit(tx, {
      name: "order/hold.released",
      eventId: `dismissed:${found.id}`,
      data: { organizationId, orderId: input.orderId },
      at,
    });
    return { kind: "dismissed" };
  });
}
