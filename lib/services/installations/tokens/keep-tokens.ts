import { listRefreshable } from "@/db/system/installations/tokens/renewal";
import { KEEP_ALIVE_MS, needsKeepAlive } from "@/lib/domain/installations/tokens/token-lifetime";
import type { SystemCtx } from "@/lib/services/core/context";
import { installationAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/**
 * Renews the tokens of shops that nobody calls, long before their refresh tokens end: a shop whose refresh token has ended must be
 * connected again by hand. Exchanges the permanent tokens for which a user requested it, too. Each shop is called once,
 * which renews its token and proves the new one. Shops are independent of each other; one that fails is tried again by the
 * next run.
 *
 * Proved by tests/faults/shops/renewed-tokens.test.ts.
 */
export async function keepTokens(ctx: SystemCtx): Promise<{ called: number; failed: number }> {
  const now = await ctx.clock.now();
  const rows = await listRefreshable(ctx.db, new Date(now.getTime() + KEEP_ALIVE_MS));
  const counts = { called: 0, failed: 0 };
  for (const row of rows.filter((each) => each.exchangeRequestedAt !== null || needsKeepAlive(each, now))) {
    try {
      await ctx.shopify.readShop(await installationAccess(ctx, row));
      counts.called += 1;
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      counts.failed += 1;
    }
  }
  return counts;
}
