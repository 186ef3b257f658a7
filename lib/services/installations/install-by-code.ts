import { recordAppCheck } from "@/db/system/installations/apps/record-app-check";
import type { loadAppCredential } from "@/db/system/installations/load-app-credential";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { IssuedToken } from "@/lib/shopify/client/gateway";
import { installShop } from "./install-shop";

type App = NonNullable<Awaited<ReturnType<typeof loadAppCredential>>>;

/**
 * Exchanges the code of a grant for a token, and stores the installation. Records whether Shopify accepted the app's
 * client ID and secret: no other failure says anything of them. Throws the `ShopifyFailure` of a code, a secret or a token that does not work.
 *
 * Proved by `tests/http/grants.test.ts`.
 */
export async function installByCode(
  ctx: SystemCtx,
  app: App,
  { shopDomain, code }: { shopDomain: string; code: string },
): ReturnType<typeof installShop> {
  const issued = await exchange(ctx, app, { shopDomain, code });
  return installShop(ctx, { appHandle: app.handle, shopDomain, ...issued });
}

async function exchange(
  ctx: SystemCtx,
  app: App,
  grant: { shopDomain: string; code: string },
): Promise<IssuedToken> {
  const check = { appCredentialId: app.id, at: await ctx.clock.now() };
  const clientSecret = ctx.secrets.open(app.secretCipher);
  try {
    const issued = await ctx.shopify.requestToken({
      ...{ ...grant, clientId: app.clientId, clientSecret, askedAt: check.at },
      ...{ grant: "code", expiring: app.tokenKind === "expiring" },
    });
    await recordAppCheck(ctx.db, { ...check, fault: null });
    return issued;
  } catch (error) {
    if (error instanceof ShopifyFailure && error.code === "app_secret_refused")
      await recordAppCheck(ctx.db, { ...check, fault: "secret_refused" });
    throw error;
  }
}
