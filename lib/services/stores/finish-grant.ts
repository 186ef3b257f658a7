import { recordAppCheck } from "@/db/system/installations/apps/record-app-check";
import { consumeGrantState, findGrant } from "@/db/system/installations/grant-states";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import { digestState } from "@/lib/services/installations/begin-grant";
import { installByCode } from "@/lib/services/installations/install-by-code";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { verifyGrant } from "@/lib/shopify/installations/verify-grant";
import { adoptShop } from "./adopt-shop";

/** Why a shop was not connected. Nothing was stored then, except an installation that can be granted again. */
type GrantRefusal =
  | "unknown_app"
  | "cancelled"
  | "forged"
  /** Shopify's answer to the user's own request is signed with another secret than the app's. */
  | "wrong_secret"
  | "stale"
  /** The state is unknown, used, older than 15 minutes, or another user's. */
  | "state_unknown"
  /** The state was made for another shop, or in another organization of the user. */
  | "other_shop"
  | "other_organization"
  | "fewer_scopes"
  | RemoteErrorCode;

type FinishGrantResult =
  | { kind: "connected"; storeId: string; new: boolean }
  | { kind: "refused"; why: GrantRefusal; scopes: string[] };

/**
 * Finishes to connect a shop after Shopify's consent page: checks the signed answer and the state, exchanges the code,
 * compares the granted scopes, stores the installation, makes the shop a store of the organization and subscribes to its
 * webhooks. Repeating it with the same answer is refused, because the state works once.
 *
 * @param input.origin the portal's public URL
 * @param input.verify checks the signature of the answer
 */
export async function finishGrant(
  ctx: Ctx,
  input: { appHandle: string; query: URLSearchParams; origin: string; verify: typeof verifyGrant },
): Promise<FinishGrantResult> {
  const refused = (why: GrantRefusal, scopes: string[] = []) => ({ kind: "refused" as const, why, scopes });
  const app = await loadAppCredential(ctx.db, input.appHandle);
  if (!app || ctx.actor.kind !== "user") return refused("unknown_app");
  const at = await ctx.clock.now();
  const secret = ctx.secrets.open(app.secretCipher);
  const previous = app.previousSecretCipher === null ? [] : [ctx.secrets.open(app.previousSecretCipher)];
  const answer = input.verify(input.query, [secret, ...previous], at);
  const check = { appCredentialId: app.id, at };
  const mine = { ...check, userId: ctx.actor.id };
  if (answer.kind === "forged" && (await isOwnRequest(ctx, input.query, mine))) {
    // Nobody but Shopify and this user knows the state. On an app of all organizations, one user's word is not enough.
    if (app.ownerOrganizationId === ctx.scope.organizationId)
      await recordAppCheck(ctx.db, { ...check, fault: "signature_differs" });
    return refused("wrong_secret");
  }
  if (answer.kind !== "granted") return refused(answer.kind);
  const state = await consumeGrantState(ctx.db, {
    ...{ stateDigest: digestState(answer.state), userId: ctx.actor.id, appCredentialId: app.id, at },
  });
  if (!state) return refused("state_unknown");
  if (state.shopDomain !== answer.shopDomain) return refused("other_shop");
  if (state.forOrganizationId !== ctx.scope.organizationId) return refused("other_organization");
  try {
    const { shopDomain, code } = answer;
    const installed = await installByCode(ctx, app, { shopDomain, code });
    if (installed.kind !== "installed") return refused(installed.kind);
    const { merchantId, roles } = state;
    const granted = { installationId: installed.installationId, scopes: installed.shop.scopes };
    return await adoptShop(ctx, {
      ...{ shopDomain, installed: granted, merchantId, roles, origin: input.origin },
    });
  } catch (error) {
    if (error instanceof ShopifyFailure) return refused(error.code);
    throw error;
  }
}

/** Whether an answer belongs to a grant that this user began in the organization for the same shop. Its state stays unused. */
async function isOwnRequest(
  ctx: Ctx,
  query: URLSearchParams,
  of: { userId: string; appCredentialId: string; at: Date },
): Promise<boolean> {
  const [state, shop] = [query.get("state"), query.get("shop")];
  if (!state || !shop || !query.get("code") || !query.get("hmac")) return false;
  const grant = await findGrant(ctx.db, { stateDigest: digestState(state), ...of });
  return grant?.shopDomain === shop && grant.forOrganizationId === ctx.scope.organizationId;
}
