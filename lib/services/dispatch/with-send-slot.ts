import type { Ctx } from "@/lib/services/core/context";
import { connected, type StoreAccess } from "@/lib/services/installations/shop-access";
import type { SendSlots } from "@/lib/shopify/client/gateway";

/**
 * Reserves the points of one push in a source store before any other work, so that a leg that has to wait
 * reads nothing, claims nothing and leaves no attempt. Returns points that `work` did not use.
 * Proved by `tests/faults/budget.test.ts`.
 *
 * @throws ShopifyFailure `budget_wait` or `paused` with the time until the next try, or `unauthorized` when the store
 *   is not connected
 */
export async function withSendSlot<T>(
  ctx: Ctx,
  access: StoreAccess,
  work: (slots: SendSlots | null) => Promise<T>,
): Promise<T> {
  const slots = await ctx.shopify.bookSend(connected(access));
  try {
    return await work(slots);
  } finally {
    await ctx.shopify.giveBack(slots);
  }
}
