import { connectionPairs } from "@/db/queries/stores/connection-pairs";
import { findStore } from "@/db/queries/stores/find-store";
import { withScope } from "@/db/scope";
import { loadInstallation } from "@/db/system/installations/load-installation";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import { parseShopDomain } from "@/lib/domain/installations/shop-domain";
import type { Ctx } from "@/lib/services/core/context";
import { type BeginGrantResult, beginGrant } from "@/lib/services/installations/begin-grant";
import { type ConnectOwnResult, connectOwnShop } from "./connect-own-shop";

export type AuthorizeResult =
  | BeginGrantResult
  | ConnectOwnResult
  | { kind: "not_found" }
  /** Only a member who sees all merchants connects stores. */
  | { kind: "limited" }
  /** The shop was renamed, and its new domain is not known yet. */
  | { kind: "unknown_domain" };

/**
 * Begins to authorize the app of a store again, without a question: for the shop's domain, the store's merchant and its
 * roles. A store that its app's client credentials connect is connected at once; for any other, the result has the
 * address of Shopify's consent page. What the shop granted before is asked for again.
 *
 * Proved by tests/http/apps/authorize-again.test.ts.
 *
 * @param input.origin the portal's public URL
 * @param input.shopifyBaseUrl null for real shops; otherwise the sandbox's address
 */
export async function authorizeAgain(
  ctx: Ctx,
  input: { storeId: string; origin: string; shopifyBaseUrl: string | null },
): Promise<AuthorizeResult> {
  const { storeId, origin, shopifyBaseUrl } = input;
  const found = await withScope(ctx.db, ctx.scope, async (tx) => {
    const store = await findStore(tx, ctx.scope, storeId);
    return store && { store, pairs: await connectionPairs(tx, ctx.scope) };
  });
  const installation = found && (await loadInstallation(ctx.db, found.store.installationId));
  if (!found || !installation) return { kind: "not_found" };
  if (ctx.scope.merchantIds !== null) return { kind: "limited" };
  const { merchantId } = found.store;
  const shopDomain = parseShopDomain(found.store.shopDomain);
  if (shopDomain === null) return { kind: "unknown_domain" };
  const roles = rolesOf(found.store, found.pairs);
  const asked = { appHandle: installation.appHandle, shopDomain, merchantId, roles, origin };
  return installation.ofOwnShop
    ? connectOwnShop(ctx, { ...asked, knownShop: true })
    : beginGrant(ctx, { ...asked, shopifyBaseUrl, knownShop: { granted: installation.scopes } });
}

/** The roles that a store's connections give it. Before the first one, a store of a merchant is a destination store. */
function rolesOf(
  store: { id: string; merchantId: string | null },
  pairs: readonly { destinationStoreId: string; sourceStoreId: string }[],
): StoreRole[] {
  const isDestination = pairs.some(({ destinationStoreId }) => destinationStoreId === store.id);
  const isSource = pairs.some(({ sourceStoreId }) => sourceStoreId === store.id);
  if (!isDestination && !isSource) return [store.merchantId === null ? "source" : "destination"];
  return [...(isDestination ? (["destination"] as const) : []), ...(isSource ? (["source"] as const) : [])];
}
