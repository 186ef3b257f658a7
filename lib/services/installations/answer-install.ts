import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import {
  consumeInstallState,
  endShopInstall,
  hasInstallState,
  saveUnclaimed,
} from "@/db/system/installations/shop-installs";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { verifyGrant } from "@/lib/shopify/installations/verify-grant";
import { digestState } from "./begin-grant";
import { installByCode } from "./install-by-code";

/** How long an unclaimed installation waits. After that its token is deleted, because nobody asked to keep it. */
export const UNCLAIMED_MS = 24 * 60 * 60_000;

type AnswerInstallResult =
  /** The state is not of an install that began on Shopify's side. */
  | { kind: "not_an_install" }
  /** The installation waits for an organization, in this browser only. */
  | { kind: "installed" }
  | {
      kind: "refused";
      why:
        | "unknown_app"
        | "cancelled"
        | "forged"
        | "stale"
        | "state_unknown"
        | "other_shop"
        | RemoteErrorCode;
    };

/**
 * Finishes an install that began on Shopify's side: checks the signed answer, and that it came to the browser that began,
 * then stores the installation, which no organization has yet. A shop that was connected before works again at once,
 * under its old stores.
 *
 * Proved by tests/http/identity/shop-installs.test.ts.
 *
 * @param input.browserSecret the secret in the browser's cookie; null without one
 * @param input.verify checks the signature of the answer
 */
export async function answerInstall(
  ctx: SystemCtx,
  input: {
    appHandle: string;
    query: URLSearchParams;
    browserSecret: string | null;
    verify: typeof verifyGrant;
  },
): Promise<AnswerInstallResult> {
  const stateDigest = digestState(input.query.get("state") ?? "");
  if (!(await hasInstallState(ctx.db, stateDigest))) return { kind: "not_an_install" };
  const refused = (why: (AnswerInstallResult & { kind: "refused" })["why"]) => ({
    kind: "refused" as const,
    why,
  });
  const app = await loadAppCredential(ctx.db, input.appHandle);
  if (!app) return refused("unknown_app");
  const at = await ctx.clock.now();
  const secrets = [app.secretCipher, app.previousSecretCipher].filter((cipher) => cipher !== null);
  const answer = input.verify(
    input.query,
    secrets.map((cipher) => ctx.secrets.open(cipher)),
    at,
  );
  if (answer.kind !== "granted") return refused(answer.kind);
  const browserDigest = digestState(input.browserSecret ?? "");
  const install = await consumeInstallState(ctx.db, {
    ...{ stateDigest, browserDigest, appCredentialId: app.id, at },
  });
  if (!install) return refused("state_unknown");
  const { shopDomain, code } = answer;
  if (install.shopDomain !== shopDomain) return refused("other_shop");
  try {
    const installed = await installByCode(ctx, app, { shopDomain, code });
    if (installed.kind === "installed") {
      const { installationId } = installed;
      const expiresAt = new Date(at.getTime() + UNCLAIMED_MS);
      await saveUnclaimed(ctx.db, { id: install.id, browserDigest, installationId, expiresAt });
      return { kind: "installed" };
    }
    await endShopInstall(ctx.db, install.id);
    return refused(installed.kind);
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await endShopInstall(ctx.db, install.id);
    return refused(error.code);
  }
}
