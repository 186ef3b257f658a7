import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "./project-order";

/** Writes an order's projections again after the projection rules changed. Idempotent. */
export async function reprojectOrder(ctx: Ctx, input: { orderId: string }): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    await projectOrder(tx, ctx.scope, input.orderId, at, facts);
  });
}
