import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { type BeginGrantResult, beginGrant } from "@/lib/services/installations/begin-grant";
import { findClaimable } from "@/lib/services/installations/find-claimable";
import { type ChosenMerchant, chooseMerchant } from "./merchants/choose-merchant";

export type AuthorizeInstallResult =
  | BeginGrantResult
  | { kind: "not_found" }
  | { kind: "other_organization" };

/**
 * Begins to authorize the app of an unclaimed installation again, because its shop granted fewer access scopes than the
 * chosen roles need. The grant's answer makes the shop a store.
 *
 * Proved by tests/http/identity/shop-installs.test.ts.
 *
 * @param input.browserSecret the secret in the browser's cookie
 */
export async function authorizeInstall(
  ctx: Ctx,
  input: {
    installId: string;
    browserSecret: string | null;
    roles: StoreRole[];
    merchant: ChosenMerchant;
    origin: string;
    shopifyBaseUrl: string | null;
  },
): Promise<AuthorizeInstallResult> {
  const found = await findClaimable(ctx, input);
  if (found.kind !== "found") return found;
  const { shopDomain, app, scopes } = found.install;
  const { roles, origin, shopifyBaseUrl } = input;
  const merchantId = await chooseMerchant(ctx, input.merchant);
  return beginGrant(ctx, {
    ...{ appHandle: app.handle, shopDomain, merchantId, roles, origin, shopifyBaseUrl },
    knownShop: { granted: scopes },
  });
}
