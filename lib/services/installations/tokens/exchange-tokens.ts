import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import { listExchanges, requestExchanges } from "@/db/system/installations/tokens/request-exchanges";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { installationAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/** The most shops that are called at once, so that the user gets an answer. The job `keep-tokens` calls the others. */
const AT_ONCE = 10;

export type ExchangeResult =
  /** `exchanged`: shops that have an expiring token now. `left`: shops whose exchange goes on in the background. */
  | { kind: "requested"; exchanged: number; left: number }
  | { kind: "not_found" }
  /** The app asks for permanent tokens. */
  | { kind: "not_expiring" };

/**
 * Exchanges the permanent tokens of an app of the acting organization for expiring ones. Shopify ends a permanent token
 * with the exchange, and cannot undo it. The request is stored first, and each shop's next call exchanges its token under
 * the lease of renewals: after a crash or a lost answer, the exchange is repeated with the same token (decision 31).
 *
 * Proved by tests/faults/shops/exchanged-tokens.test.ts.
 */
export async function exchangeTokens(ctx: Ctx, { handle }: { handle: string }): Promise<ExchangeResult> {
  if (ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const find = async () =>
    (await listApps(ctx.db, ctx.scope)).find((each) => each.own && each.handle === handle);
  const app = await find();
  if (!app) return { kind: "not_found" };
  if (app.tokens !== "expiring") return { kind: "not_expiring" };
  const before = app.permanentShops;
  if (before === 0) return { kind: "requested", exchanged: 0, left: 0 };
  const at = await ctx.clock.now();
  // Before the request, because it cannot be undone.
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "app.exchange_requested", noun: "app", nounId: app.id, data: { shops: before } },
    }),
  );
  await requestExchanges(ctx.db, ctx.scope, { handle, at });
  for (const row of await listExchanges(ctx.db, ctx.scope, { handle, limit: AT_ONCE })) {
    try {
      await ctx.shopify.readShop({ ...(await installationAccess(ctx, row)), urgency: "person" });
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      ctx.log.warn("a permanent token could not be exchanged yet", {
        installationId: row.id,
        code: error.code,
      });
    }
  }
  const left = (await find())?.permanentShops ?? 0;
  return { kind: "requested", exchanged: Math.max(0, before - left), left };
}
