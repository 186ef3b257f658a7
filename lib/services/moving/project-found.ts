import { and, eq } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { projection, projectOrder } from "@/lib/services/orders/project-order";

/**
 * Brings the list columns of orders up to date that another app's orders name, after those were committed: an order that
 * is stored at the same time is seen by one of both transactions. Orders whose columns are right are not written.
 *
 * Proved by `tests/faults/moving/other-app.test.ts`.
 */
export async function projectFound(ctx: Ctx, orderIds: readonly string[]): Promise<void> {
  for (const orderId of [...orderIds].sort()) {
    const at = await ctx.clock.now();
    await withScope(ctx.db, ctx.scope, async (tx) => {
      const facts = await loadOrderFacts(tx, ctx.scope, orderId, { lock: true });
      if (!facts) return;
      const [stored] = await tx
        .select({ heldReasons: order.heldReasons, attention: order.attention })
        .from(order)
        .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, orderId)));
      const { heldReasons, attention } = projection(facts, at);
      if (stored?.attention === attention && String(stored.heldReasons) === String(heldReasons)) return;
      await projectOrder(tx, ctx.scope, orderId, at, facts);
      if (!heldReasons.includes("other_app")) {
        // The other app's order was cancelled: automatic push evaluates the order again.
        const where = and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, orderId));
        await tx.update(order).set({ autoPushDueAt: at }).where(where);
        return;
      }
      if (stored?.heldReasons.includes("other_app")) return;
      await audit(tx, {
        scope: ctx.scope,
        actor: ctx.actor,
        at,
        verb: "order.other_app_found",
        noun: "order",
        nounId: orderId,
        orderId,
        data: { sourceOrders: facts.otherAppOrders.map(({ name }) => name) },
      });
    });
  }
}
