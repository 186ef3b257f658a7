import { listTripped } from "@/db/system/installations/list-tripped";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/**
 * Calls each shop once whose pause is over, so that a problem goes away also where nobody calls. An answer closes
 * the breaker, a failure opens it again for longer; the budget sees to both.
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
