import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { withScope } from "@/db/scope";
import { beginClaim, endShopInstall, listUnclaimed } from "@/db/system/installations/shop-installs";
import { missingScopes, type StoreRole } from "@/lib/domain/installations/access-scopes";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import { digestState } from "@/lib/services/installations/begin-grant";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { claimStore } from "./claim-store";
import { createMerchant } from "./create-merchant";
import { prepareSource } from "./prepare-source";
import { subscribeWebhooks } from "./subscribe-webhooks";

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

/** Whose store it is: no merchant's, a known one's, or a new one's. */
export type ChosenMerchant = { kind: "none" } | { kind: "known"; id: string } | { kind: "new"; name: string };

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
  if (input.browserSecret === null || ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  const browserDigest = digestState(input.browserSecret);
  const waiting = await listUnclaimed(ctx.db, { browserDigest, at });
  const install = waiting.find(({ id }) => id === input.installId);
  if (!install) return { kind: "not_found" };
  const owner = install.app.ownerOrganizationId;
  if (owner !== null && owner !== organizationId) return { kind: "other_organization" };
  const missing = missingScopes(install.scopes, input.roles).filter(({ optional }) => !optional);
  if (missing.length > 0) return { kind: "fewer_scopes", scopes: missing.flatMap(({ scopes }) => scopes) };
  const { merchant } = input;
  const knownMerchant = merchant.kind === "known" ? [merchant.id] : null;
  if (!(await withScope(ctx.db, ctx.scope, (tx) => knowsMerchants(tx, ctx.scope, knownMerchant))))
    return { kind: "unknown_merchant" };
  const until = new Date(at.getTime() + CLAIMING_MS);
  if (!(await beginClaim(ctx.db, { id: install.id, browserDigest, organizationId, at, until })))
    return { kind: "not_found" };
  try {
    const { installationId, shopDomain } = install;
    const merchantId = await merchantIdOf(ctx, merchant);
    const claimed = await claimStore(ctx, { shopDomain, merchantId, installationId });
    if (claimed.kind !== "claimed") return { kind: "not_found" };
    const { storeId } = claimed;
    await subscribeWebhooks(ctx, {
      ...{ storeId, origin: input.origin },
      ...{ destination: input.roles.includes("destination"), source: input.roles.includes("source") },
    });
    if (!claimed.new) await prepareSource(ctx, { storeId });
    await endShopInstall(ctx.db, install.id);
    return { kind: "claimed", storeId, new: claimed.new };
  } catch (error) {
    if (error instanceof ShopifyFailure) return { kind: "failed", code: error.code };
    throw error;
  }
}

async function merchantIdOf(ctx: Ctx, merchant: ChosenMerchant): Promise<string | null> {
  if (merchant.kind === "new") return (await createMerchant(ctx, { name: merchant.name })).merchantId;
  return merchant.kind === "known" ? merchant.id : null;
}
