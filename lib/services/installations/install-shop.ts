import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { readAgain } from "@/db/queries/source-orders/read-again";
import { withScope } from "@/db/scope";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { saveInstallation } from "@/db/system/installations/save-installation";
import { limitsOrderCreates } from "@/lib/domain/installations/shop-plan";
import type { TokenLifetime } from "@/lib/domain/installations/tokens/token-lifetime";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import type { ShopFacts } from "@/lib/shopify/client/gateway";
import { reportScopes } from "./report-scopes";
import { scopedStores } from "./scoped-stores";
import { sealToken } from "./tokens/seal-token";

type InstallResult =
  /** `again`: the shop had the app before. */
  | { kind: "installed"; installationId: string; shop: ShopFacts; again: boolean }
  | { kind: "unknown_app" }
  /** The token belongs to another shop than the one named. */
  | { kind: "other_shop" };

/**
 * Stores an installation after an OAuth grant: reads the shop's facts and the scopes that were really granted, and
 * stores the token encrypted. The installation belongs to no organization until an organization claims the shop. A
 * later install, also under another domain of the same shop, replaces the token, and what waited for the shop continues.
 * Without a `lifetime` the token is permanent. Throws the `ShopifyFailure` of a token that does not work.
 */
export async function installShop(
  ctx: SystemCtx,
  input: {
    appHandle: string;
    shopDomain: string;
    accessToken: string;
    lifetime?: TokenLifetime | null;
  },
): Promise<InstallResult> {
  const app = await loadAppCredential(ctx.db, input.appHandle);
  if (!app) return { kind: "unknown_app" };
  const shopDomain = input.shopDomain.toLowerCase();
  const beganAt = await ctx.clock.now();
  const shop = await ctx.shopify.readShop({
    installationId: "new",
    shopDomain,
    accessToken: input.accessToken,
  });
  if (shop.shopDomain !== shopDomain) return { kind: "other_shop" };
  const { installationId, again } = await saveInstallation(ctx.db, {
    id: newId("ins"),
    appCredentialId: app.id,
    shopDomain,
    shopGid: shop.shopGid,
    ...sealToken(ctx.secrets, { accessToken: input.accessToken, lifetime: input.lifetime ?? null }),
    scopes: shop.scopes,
    plan: shop.plan,
    createLimited: limitsOrderCreates(shop.plan),
    installedAt: await ctx.clock.now(),
    beganAt,
  });
  if (again) await resumeStores(ctx, { installationId, scopes: shop.scopes });
  return { kind: "installed", installationId, shop, again };
}

/**
 * Lets automatic push go on in the stores of a shop that has the app again, reads the open source orders of which webhooks
 * may have been missed, and names the access scopes that the stores miss.
 */
async function resumeStores(
  ctx: SystemCtx,
  { installationId, scopes }: { installationId: string; scopes: readonly string[] },
): Promise<void> {
  const at = await ctx.clock.now();
  for (const { store, scope } of await scopedStores(ctx.db, installationId)) {
    await withScope(ctx.db, scope, async (tx) => {
      await recheckOrders(tx, scope, { storeId: store.storeId, at });
      await readAgain(tx, scope, { storeId: store.storeId, at });
    });
  }
  await reportScopes(ctx, { installationId, scopes });
}
