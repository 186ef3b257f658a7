import { and, eq, lt } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { nextCheck } from "@/lib/domain/push/automatic/next-check";
import type { Ctx } from "@/lib/services/core/context";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/** A stored read of this age is repeated; a younger one came with the event that started automatic push. */
const FRESH_MS = 5 * 60_000;

/**
 * Reads an order again that waits in Shopify for a hold, a date or a risk to end, because no webhook may have reported
 * the end. A read that fails is repeated with the next check; a lasting failure is a problem of the store.
 *
 * Proved by tests/faults/held/shopify-holds.test.ts.
 */
export async function readWaitingOrder(ctx: Ctx, input: { orderId: string }): Promise<void> {
  const now = await ctx.clock.now();
  const waiting = await withScope(ctx.db, ctx.scope, async (tx) => {
    const [row] = await tx
      .select({ storeId: order.storeId, orderGid: order.shopifyGid })
      .from(order)
      .where(
        and(
          eq(order.organizationId, ctx.scope.organizationId),
          eq(order.id, input.orderId),
          lt(order.readAt, new Date(now.getTime() - FRESH_MS)),
        ),
      );
    const facts = row && (await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: false }));
    return facts && nextCheck(facts, now) !== null ? row : null;
  });
  if (!waiting) return;
  try {
    await refreshOrder(ctx, waiting);
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
  }
}
