import { createHash, randomBytes } from "node:crypto";
import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import { insertGrantState } from "@/db/system/installations/grant-states";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { type StoreRole, scopesAgain, scopesFor } from "@/lib/domain/installations/access-scopes";
import { appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { consentUrl } from "./consent-url";

/** How long a user may take on Shopify's consent page. */
const GRANT_MS = 15 * 60_000;

export type BeginGrantResult =
  /** The address of Shopify's consent page, to which the user's browser goes. */
  | { kind: "begun"; url: string }
  | { kind: "unknown_app" }
  | { kind: "unknown_merchant" }
  /** A public app: Shopify forbids it to ask for a shop's domain, so that a merchant installs it in Shopify. */
  | { kind: "begins_in_shopify" };

/** The digest under which a grant's state is stored. The state has full entropy, so that a plain hash is enough. */
export function digestState(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}

/**
 * Begins to connect a shop: remembers who asked for what, and returns the address of Shopify's consent page. The answer
 * comes back to the app's redirect URL, see `finishGrant`.
 *
 * @param input.origin the portal's public URL
 * @param input.shopifyBaseUrl null for real shops; otherwise the sandbox's address
 */
export async function beginGrant(
  ctx: Ctx,
  input: {
    appHandle: string;
    shopDomain: string;
    merchantId: string | null;
    roles: StoreRole[];
    /** Whether to ask for orders that are older than 60 days, which Shopify must have approved for the app. */
    oldOrders?: boolean;
    /** The domain was not typed: the shop is a store, or waits to be claimed. `granted`: what it granted before. */
    knownShop?: { granted: readonly string[] };
    origin: string;
    shopifyBaseUrl: string | null;
  },
): Promise<BeginGrantResult> {
  if (ctx.actor.kind !== "user") throw new Error("Only a user begins a grant.");
  const usable = (await listApps(ctx.db, ctx.scope)).some(({ handle }) => handle === input.appHandle);
  const app = usable ? await loadAppCredential(ctx.db, input.appHandle) : null;
  if (!app) return { kind: "unknown_app" };
  const { merchantId, roles, knownShop } = input;
  if (!knownShop && appDistributions[app.distribution].begins === "in_shopify")
    return { kind: "begins_in_shopify" };
  const known = await withScope(ctx.db, ctx.scope, (tx) =>
    knowsMerchants(tx, ctx.scope, merchantId === null ? null : [merchantId]),
  );
  if (!known) return { kind: "unknown_merchant" };
  const state = randomBytes(32).toString("base64url");
  const createdAt = await ctx.clock.now();
  await insertGrantState(ctx.db, {
    ...{ id: newId("grt"), stateDigest: digestState(state), appCredentialId: app.id },
    ...{ shopDomain: input.shopDomain, userId: ctx.actor.id, forOrganizationId: ctx.scope.organizationId },
    ...{ merchantId, roles, createdAt, expiresAt: new Date(createdAt.getTime() + GRANT_MS) },
  });
  const scopes = knownShop
    ? scopesAgain(roles, knownShop.granted)
    : scopesFor(roles, { optional: true, approved: input.oldOrders ?? false });
  const { shopDomain, origin, shopifyBaseUrl } = input;
  return { kind: "begun", url: consentUrl({ app, shopDomain, scopes, state, origin, shopifyBaseUrl }) };
}
