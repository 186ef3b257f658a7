import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { saveInstallation } from "@/db/system/installations/save-installation";
import { limitsOrderCreates } from "@/lib/domain/installations/shop-plan";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import type { ShopFacts } from "@/lib/shopify/client/gateway";

type InstallResult =
  | { kind: "installed"; installationId: string; shop: ShopFacts }
  | { kind: "unknown_app" }
  /** The token belongs to another shop than the one named. */
  | { kind: "other_shop" };

/**
 * Stores an installation after an OAuth grant: reads the shop's facts and the scopes that were really granted, and
 * stores the token encrypted. The installation belongs to no organization until an organization claims the shop. A
 * later install replaces the token. Throws the `ShopifyFailure` of a token that does not work.
 */
export async function installShop(
  ctx: SystemCtx,
  input: { appHandle: string; shopDomain: string; accessToken: string },
): Promise<InstallResult> {
  const app = await loadAppCredential(ctx.db, input.appHandle);
  if (!app) return { kind: "unknown_app" };
  const shopDomain = input.shopDomain.toLowerCase();
  const shop = await ctx.shopify.readShop({
    installationId: "new",
    shopDomain,
    accessToken: input.accessToken,
  });
  if (shop.shopDomain !== shopDomain) return { kind: "other_shop" };
  const installationId = await saveInstallation(ctx.db, {
    id: newId("ins"),
    appCredentialId: app.id,
    shopDomain,
    shopGid: shop.shopGid,
    tokenCipher: ctx.secrets.seal(input.accessToken),
    scopes: shop.scopes,
    plan: shop.plan,
    createLimited: limitsOrderCreates(shop.plan),
    installedAt: await ctx.clock.now(),
  });
  return { kind: "installed", installationId, shop };
}
