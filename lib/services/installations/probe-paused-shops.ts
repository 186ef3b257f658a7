import { listTripped } from "@/db/system/installations/list-tripped";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/**
 * Calls each shop whose pause is over once, so that its problem ends even if no other call is made. The call budget
 * closes the breaker after an answer, and opens it for longer after a failure.
 */
export async function probePausedShops(ctx: SystemCtx): Promise<{ probed: number }> {
  const shops = await listTripped(ctx.db, await ctx.clock.now());
  await Promise.all(
    shops.map(async ({ id, shopDomain, tokenCipher }) => {
      try {
        await ctx.shopify.readShop({
          installationId: id,
          shopDomain,
          accessToken: ctx.secrets.open(tokenCipher),
        });
      } catch (error) {
        if (!(error instanceof ShopifyFailure)) throw error;
      }
    }),
  );
  return { probed: shops.length };
}
