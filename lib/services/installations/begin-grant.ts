import { createHash, randomBytes } from "node:crypto";
import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { withScope } from "@/db/scope";
import { insertGrantState } from "@/db/system/installations/grant-states";
import { listApps } from "@/db/system/installations/list-apps";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { type StoreRole, scopesFor } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { consentUrl } from "./consent-url";

/** How long a user may take on Shopify's consent page. */
const GRANT_MS = 15 * 60_000;

export type BeginGrantResult =
  /** The address of Shopify's consent page, to which the user's browser goes. */
  { kind: "begun"; url: string } | { kind: "unknown_app" } | { kind: "unknown_merchant" };

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
    origin: string;
    shopifyBaseUrl: string | null;
  },
): Promise<BeginGrantResult> {
  if (ctx.actor.kind !== "user") throw new Error("Only a user begins a grant.");
  const usable = (await listApps(ctx.db, ctx.scope)).some(({ handle }) => handle === input.appHandle);
  const app = usable ? await loadAppCredential(ctx.db, input.appHandle) : null;
  if (!app) return { kind: "unknown_app" };
  const { merchantId } = input;
  const known = await withScope(ctx.db, ctx.scope, (tx) =>
    knowsMerchants(tx, ctx.scope, merchantId === null ? null : [merchantId]),
  );
  if (!known) return { kind: "unknown_merchant" };
  const state = randomBytes(32).toString("base64url");
  const createdAt = await ctx.clock.now();
  await insertGrantState(ctx.db, {
    ...{ id: newId("grt"), stateDigest: digestState(state), appCredentialId: app.id },
    ...{ shopDomain: input.shopDomain, userId: ctx.actor.id, forOrganizationId: ctx.scope.organizationId },
    ...{ merchantId, roles: input.roles, createdAt, expiresAt: new Date(createdAt.getTime() + GRANT_MS) },
  });
  const scopes = scopesFor(input.roles, { optional: true, approved: input.oldOrders ?? false });
  const { shopDomain, origin, shopifyBaseUrl } = input;
  return { kind: "begun", url: consentUrl({ app, shopDomain, scopes, state, origin, shopifyBaseUrl }) };
}
