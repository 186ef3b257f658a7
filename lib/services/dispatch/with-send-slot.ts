import type { Ctx } from "@/lib/services/core/context";
import { connected, type StoreAccess } from "@/lib/services/installations/shop-access";
import type { Slot } from "@/lib/shopify/client/gateway";

/**
 * Takes the points of one orderCreate in a source store before anything is done for it, so that a leg whose turn
 * has not come reads nothing, claims nothing and leaves no attempt. Points that `work` does not use are returned.
 *
 * @throws ShopifyFailure `budget_wait` or `paused` with the time to come back, or of a store that is not connected
 */
export async function withSendSlot<T>(
  ctx: Ctx,
  access: StoreAccess,
  work: (slot: Slot | null) => Promise<T>,
): Promise<T> {
  const slot = await ctx.shopify.bookOrderCreate(connected(access));
  try {
    return await work(slot);
  } finally {
    await ctx.shopify.giveBack(slot);
  }
}
