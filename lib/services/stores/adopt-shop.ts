import { neededScopes, type StoreRole } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { claimStore } from "./claim-store";
import { prepareSource } from "./prepare-source";
import { subscribeWebhooks } from "./subscribe-webhooks";

type AdoptResult =
  | { kind: "connected"; storeId: string; new: boolean }
  | { kind: "refused"; why: "unknown_app" | "fewer_scopes"; scopes: string[] };

/**
 * Makes a shop on which the app is installed a store of the organization: compares the granted scopes, claims the store, and
 * subscribes to its webhooks. Throws the `ShopifyFailure` of a call that failed; repeating it continues.
 *
 * Proved by `tests/http/grants.test.ts`.
 *
 * @param input.origin the portal's public URL
 */
export async function adoptShop(
  ctx: Ctx,
  input: {
    shopDomain: string;
    /** The installation, and the access scopes that the shop granted. */
    installed: { installationId: string; scopes: readonly string[] };
    merchantId: string | null;
    roles: readonly StoreRole[];
    origin: string;
  },
): Promise<AdoptResult> {
  const { shopDomain, installed, roles, merchantId } = input;
  const missing = neededScopes(installed.scopes, roles);
  if (missing.length > 0) return { kind: "refused", why: "fewer_scopes", scopes: missing };
  const { installationId } = installed;
  const claimed = await claimStore(ctx, { shopDomain, merchantId, installationId });
  if (claimed.kind !== "claimed") return { kind: "refused", why: "unknown_app", scopes: [] };
  const { storeId } = claimed;
  await subscribeWebhooks(ctx, {
    ...{ storeId, origin: input.origin },
    ...{ destination: roles.includes("destination"), source: roles.includes("source") },
  });
  if (!claimed.new) await prepareSource(ctx, { storeId });
  return { kind: "connected", storeId, new: claimed.new };
}
