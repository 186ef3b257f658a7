import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "./project-order";
import { replaceTokens } from "./replace-tokens";

/** Writes an order's projections and search words again after the projection rules changed. Idempotent. */
export async function reprojectOrder(ctx: Ctx, input: { orderId: string }): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    await replaceTokens(tx, ctx.scope, input.orderId);
    await projectOrder(tx, ctx.scope, input.orderId, at, facts);
  });
}
