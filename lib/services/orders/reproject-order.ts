import { lockOrder } from "@/db/queries/orders/lock-order";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { reconcileReservations } from "./reconcile-reservations";
import { replaceTokens } from "./replace-tokens";

/**
 * Brings an order's search words, reservations, change cards and projections up to date after the rules behind them
 * changed. Idempotent.
 */
export async function reprojectOrder(ctx: Ctx, input: { orderId: string }): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockOrder(tx, ctx.scope, input.orderId);
    await replaceTokens(tx, ctx.scope, input.orderId);
    await reconcileReservations(tx, ctx, input.orderId, at);
  });
}
