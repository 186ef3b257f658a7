import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { readAgain } from "@/db/queries/source-orders/read-again";
import { withScope } from "@/db/scope";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { saveInstallation } from "@/db/system/installations/save-installation";
import { limitsOrderCreates } from "@/lib/domain/installations/shop-plan";
import type { TokenLifetime } from "@/lib/domain/installations/tokens/token-lifetime";
import { audit } from "@/lib/services/core/audit";
import type { Actor, SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopFacts } from "@/lib/shopify/client/gateway";
import { reportScopes } from "./report-scopes";
import { restoreOrigin } from "./restore-origin";
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
  const { installationId, again, wasRevoked } = await saveInstallation(ctx.db, {
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
  if (again) await resumeStores(ctx, { installationId, shop, wasRevoked });
  return { kind: "installed", installationId, shop, again };
}

/** Who is recorded as having connected a store again. The user may be of another organization, or not known yet. */
const actor: Actor = { kind: "system", label: "Install" };

/**
 * Lets automatic push go on in the stores of a shop that has the app again, reads the open source orders of which webhooks
 * may have been missed, and names the access scopes that the stores miss. A shop that may have lost the definition of the
 * origin mark gets it again; if that fails now, the check of the shop repeats it.
 */
async function resumeStores(
  ctx: SystemCtx,
  installed: { installationId: string; shop: ShopFacts; wasRevoked: boolean },
): Promise<void> {
  const { installationId, wasRevoked } = installed;
  const { scopes, shopDomain } = installed.shop;
  const stores = await scopedStores(ctx.db, installationId);
  try {
    await restoreOrigin(ctx, { stores, actor });
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    ctx.log.warn("a shop has no definition of the origin mark yet", { installationId, code: error.code });
  }
  const at = await ctx.clock.now();
  for (const { store, scope } of stores) {
    const { storeId } = store;
    await withScope(ctx.db, scope, async (tx) => {
      if (wasRevoked) {
        const entry = { verb: "store.reconnected", noun: "store", nounId: storeId } as const;
        await audit(tx, { scope, actor, at, ...entry, data: { shopDomain } });
      }
      await recheckOrders(tx, scope, { storeId, at });
      await readAgain(tx, scope, { storeId, at });
    });
  }
  await reportScopes(ctx, { installationId, scopes });
}
