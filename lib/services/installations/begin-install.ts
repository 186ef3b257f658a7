import { randomBytes } from "node:crypto";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { insertShopInstall } from "@/db/system/installations/shop-installs";
import { scopesFor } from "@/lib/domain/installations/access-scopes";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import type { verifyInstall } from "@/lib/shopify/installations/verify-grant";
import { digestState } from "./begin-grant";
import { consentUrl } from "./consent-url";

/** How long a merchant may take on Shopify's consent page. */
const GRANT_MS = 15 * 60_000;

type BeginInstallResult =
  /** The address of Shopify's consent page, to which the browser goes. */
  { kind: "begun"; url: string } | { kind: "unknown_app" | "forged" | "stale" };

/**
 * Begins an install that a merchant started on Shopify's side: checks that Shopify opened the app, remembers the browser,
 * and returns the address of Shopify's consent page. Nobody has to be signed in yet, and nobody types a shop's domain.
 * Since the roles of the shop are not known, all access scopes are asked for.
 *
 * Proved by tests/http/identity/shop-installs.test.ts.
 *
 * @param input.browserSecret the secret in the browser's cookie, which only the browser knows
 * @param input.verify checks the signature of the address
 */
export async function beginInstall(
  ctx: SystemCtx,
  input: {
    appHandle: string;
    query: URLSearchParams;
    browserSecret: string;
    origin: string;
    shopifyBaseUrl: string | null;
    verify: typeof verifyInstall;
  },
): Promise<BeginInstallResult> {
  const app = await loadAppCredential(ctx.db, input.appHandle);
  if (!app) return { kind: "unknown_app" };
  const createdAt = await ctx.clock.now();
  const secrets = [app.secretCipher, app.previousSecretCipher].filter((cipher) => cipher !== null);
  const asked = input.verify(
    input.query,
    secrets.map((cipher) => ctx.secrets.open(cipher)),
    createdAt,
  );
  if (asked.kind !== "asked") return asked;
  const { shopDomain } = asked;
  const state = randomBytes(32).toString("base64url");
  await insertShopInstall(ctx.db, {
    ...{ id: newId("sin"), stateDigest: digestState(state), browserDigest: digestState(input.browserSecret) },
    ...{ appCredentialId: app.id, shopDomain, installationId: null, claimedBy: null },
    ...{ createdAt, expiresAt: new Date(createdAt.getTime() + GRANT_MS) },
  });
  const scopes = scopesFor(["destination", "source"], { optional: true });
  const { origin, shopifyBaseUrl } = input;
  return { kind: "begun", url: consentUrl({ app, shopDomain, scopes, state, origin, shopifyBaseUrl }) };
}
