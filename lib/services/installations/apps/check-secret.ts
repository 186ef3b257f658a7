import { listAppShops } from "@/db/system/installations/apps/list-app-shops";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/** The most shops that are asked, one after another, until one gives a clear answer. */
const ASKED = 3;

/** What Shopify says of a client secret. `unknown`: no shop has the app yet, or none gave a clear answer. */
type SecretCheck = "accepted" | "refused" | "unknown";

/** A refresh token that no shop has. */
const NO_TOKEN = `shprt_${"0".repeat(32)}`;

/**
 * Asks Shopify whether a client secret is an app's, without a consent page and without changing anything: sends a refresh
 * token that does not exist to a shop that has the app. An authorization server authenticates the app first, so that it
 * refuses either the secret or the token. Source: RFC 6749, sections 3.2.1 and 5.2.
 *
 * Proved by `tests/http/apps/app-checks.test.ts`.
 */
export async function checkSecret(
  ctx: SystemCtx,
  app: { appCredentialId: string; clientId: string; clientSecret: string },
): Promise<SecretCheck> {
  const { appCredentialId, clientId, clientSecret } = app;
  const askedAt = await ctx.clock.now();
  for (const shopDomain of await listAppShops(ctx.db, { appCredentialId, limit: ASKED })) {
    try {
      await ctx.shopify.requestToken({
        ...{ shopDomain, clientId, clientSecret, askedAt, grant: "refresh", refreshToken: NO_TOKEN },
      });
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      if (error.code === "app_secret_refused") return "refused";
      if (error.code === "token_ended") return "accepted";
    }
  }
  return "unknown";
}
