import { listTripped } from "@/db/system/installations/list-tripped";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { installationAccess } from "./shop-access";

/**
 * Calls each shop whose circuit breaker is open and whose pause is over once, so that its problem ends even if no other
 * call is made. The call budget closes the breaker after an answer, and opens it again after a failure.
 *
 * Proved by tests/faults/shops/closed-shops.test.ts.
 *
 * @returns how many shops were called, and how many of them answered
 */
export async function probePausedShops(ctx: SystemCtx): Promise<{ probed: number; answered: number }> {
  const shops = await listTripped(ctx.db, await ctx.clock.now());
  const accesses = [];
  for (const shop of shops) accesses.push(await installationAccess(ctx, shop));
  const answers = await Promise.all(
    accesses.map(async (access) => {
      try {
        await ctx.shopify.readShop(access);
        return true;
      } catch (error) {
        if (!(error instanceof ShopifyFailure)) throw error;
        return false;
      }
    }),
  );
  return { probed: shops.length, answered: answers.filter(Boolean).length };
}
