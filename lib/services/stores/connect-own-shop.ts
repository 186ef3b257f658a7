import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import { recordAppCheck } from "@/db/system/installations/apps/record-app-check";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import { appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { adoptShop } from "./adopt-shop";

/** Why a shop was not connected. Nothing was stored then, except an installation that can be connected again. */
type OwnShopRefusal =
  | "unknown_app"
  | "unknown_merchant"
  /** Only an app that the organization registered itself has an organization on Shopify's side. */
  | "shared_app"
  /** A public app never asks for a shop's domain. */
  | "begins_in_shopify"
  | "other_shop"
  | "fewer_scopes"
  | RemoteErrorCode;

export type ConnectOwnResult =
  | { kind: "connected"; storeId: string; new: boolean }
  | { kind: "refused"; why: OwnShopRefusal; scopes: string[] };

/**
 * Connects a shop of the same Shopify organization as the app, on which the app is installed: by the app's client
 * credentials, without a consent page. Its token lasts a day and is renewed in the same way as any other. Repeating it
 * finds the same store.
 *
 * @param input.origin the portal's public URL
 *
 * Proved by tests/http/own-shops.test.ts.
 */
export async function connectOwnShop(
  ctx: Ctx,
  input: {
    appHandle: string;
    shopDomain: string;
    merchantId: string | null;
    roles: StoreRole[];
    origin: string;
    /** The domain was not typed: the shop is a store already. */
    knownShop?: boolean;
  },
): Promise<ConnectOwnResult> {
  const refused = (why: OwnShopRefusal) => ({ kind: "refused" as const, why, scopes: [] });
  const listed = (await listApps(ctx.db, ctx.scope)).find(({ handle }) => handle === input.appHandle);
  const app = listed ? await loadAppCredential(ctx.db, input.appHandle) : null;
  if (!app || ctx.scope.merchantIds !== null) return refused("unknown_app");
  if (!listed?.own) return refused("shared_app");
  if (!input.knownShop && appDistributions[app.distribution].begins === "in_shopify")
    return refused("begins_in_shopify");
  const { merchantId, shopDomain, roles, origin } = input;
  const known = await withScope(ctx.db, ctx.scope, (tx) =>
    knowsMerchants(tx, ctx.scope, merchantId === null ? null : [merchantId]),
  );
  if (!known) return refused("unknown_merchant");
  const check = { appCredentialId: app.id, at: await ctx.clock.now() };
  try {
    const issued = await ctx.shopify.requestToken({
      ...{ shopDomain, clientId: app.clientId, clientSecret: ctx.secrets.open(app.secretCipher) },
      ...{ askedAt: check.at, grant: "client_credentials" },
    });
    await recordAppCheck(ctx.db, { ...check, fault: null });
    const installed = await installShop(ctx, { appHandle: app.handle, shopDomain, ...issued });
    if (installed.kind !== "installed") return refused(installed.kind);
    const { installationId, shop } = installed;
    const granted = { installationId, scopes: shop.scopes };
    return await adoptShop(ctx, { shopDomain, installed: granted, merchantId, roles, origin });
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    if (error.code === "app_secret_refused")
      await recordAppCheck(ctx.db, { ...check, fault: "secret_refused" });
    return refused(error.code);
  }
}
