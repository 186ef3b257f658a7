import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { withScope } from "@/db/scope";
import { beginClaim, endShopInstall } from "@/db/system/installations/shop-installs";
import { neededScopes, type StoreRole } from "@/lib/domain/installations/access-scopes";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import { findClaimable } from "@/lib/services/installations/find-claimable";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { adoptShop } from "./adopt-shop";
import { type ChosenMerchant, chooseMerchant } from "./merchants/choose-merchant";

export type ClaimInstallResult =
  | { kind: "claimed"; storeId: string; new: boolean }
  /** It expired, was claimed, or waits in another browser. */
  | { kind: "not_found" }
  /** The app belongs to another organization. */
  | { kind: "other_organization" }
  | { kind: "unknown_merchant" }
  /** The shop granted fewer access scopes than the roles need. */
  | { kind: "fewer_scopes"; scopes: string[] }
  | { kind: "failed"; code: RemoteErrorCode };

/** A claim calls the shop, so it may take some time. */
const CLAIMING_MS = 10 * 60_000;

/**
 * Makes the shop of an unclaimed installation a store of the organization, with a merchant and roles, and subscribes to
 * its webhooks. Only the browser that came through Shopify's signed install may claim it, for one organization, and only
 * for one that may use the app. A failed claim can be repeated by the same organization.
 *
 * Proved by tests/http/identity/shop-installs.test.ts.
 *
 * @param input.browserSecret the secret in the browser's cookie
 * @param input.origin the portal's public URL
 */
export async function claimInstall(
  ctx: Ctx,
  input: {
    installId: string;
    browserSecret: string | null;
    roles: StoreRole[];
    merchant: ChosenMerchant;
    origin: string;
  },
): Promise<ClaimInstallResult> {
  const { roles, merchant, origin } = input;
  const found = await findClaimable(ctx, input);
  if (found.kind !== "found") return found;
  const { install, browserDigest } = found;
  // Before the claim, so that another organization may still claim it.
  const missing = neededScopes(install.scopes, roles);
  if (missing.length > 0) return { kind: "fewer_scopes", scopes: missing };
  const knownMerchant = merchant.kind === "known" ? [merchant.id] : null;
  if (!(await withScope(ctx.db, ctx.scope, (tx) => knowsMerchants(tx, ctx.scope, knownMerchant))))
    return { kind: "unknown_merchant" };
  const at = await ctx.clock.now();
  const claim = {
    ...{ id: install.id, browserDigest, at },
    ...{ organizationId: ctx.scope.organizationId, until: new Date(at.getTime() + CLAIMING_MS) },
  };
  if (!(await beginClaim(ctx.db, claim))) return { kind: "not_found" };
  try {
    const { shopDomain } = install;
    const merchantId = await chooseMerchant(ctx, merchant);
    const adopted = await adoptShop(ctx, { shopDomain, installed: install, merchantId, roles, origin });
    if (adopted.kind === "refused") return { kind: "not_found" };
    await endShopInstall(ctx.db, install.id);
    return { kind: "claimed", storeId: adopted.storeId, new: adopted.new };
  } catch (error) {
    if (error instanceof ShopifyFailure) return { kind: "failed", code: error.code };
    throw error;
  }
}
