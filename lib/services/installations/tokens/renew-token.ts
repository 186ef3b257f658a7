import { setTimeout as sleep } from "node:timers/promises";
import {
  claimRenewal,
  endRenewal,
  loadRenewable,
  storeRenewal,
} from "@/db/system/installations/tokens/renewal";
import { renewalNeed } from "@/lib/domain/installations/tokens/token-lifetime";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess, TokenSource } from "@/lib/shopify/client/gateway";
import { sealToken } from "./seal-token";

/** How long a renewal may take until another process takes it over: longer than Shopify is waited for. */
const LEASE_MS = 20_000;

/** A renewal that failed while the token still works is repeated after this time. */
const AGAIN_MS = 15_000;

/** An exchange that Shopify refused while the permanent token still works is repeated after this time. */
const REFUSED_MS = 60 * 60_000;

/** A token that was issued less than this time ago is not refused because of its age, so that no newer one helps. */
const NEW_MS = 60_000;

/** How long a call waits for another process's renewal, and how often it looks. */
const PATIENCE_MS = 5_000;
const POLL_MS = 100;

type Tools = Pick<SystemCtx, "db" | "clock" | "log" | "secrets">;
type Request = Parameters<TokenSource["renew"]>[2];
type Read = NonNullable<Awaited<ReturnType<typeof loadRenewable>>>;

/** Another process renews the token. */
const BUSY = Symbol("busy");

/**
 * The renewal of every installation's token. The lease on the installation's row lets one process ask Shopify; the others
 * use the token that still works, or wait. If the answer is lost, the stored refresh token is sent again: Shopify keeps
 * it valid until the one that replaced it is used (decision 24). A permanent token that is to be exchanged is sent again in
 * the same way (decision 31).
 *
 * Proved by tests/faults/shops/renewed-tokens.test.ts.
 *
 * @param options.waits false where a call must not wait in the process, as under a test clock: a call that has to wait
 *   then fails at once
 */
export function createTokenSource(tools: Tools, options: { waits: boolean } = { waits: true }): TokenSource {
  return {
    async renew(access, why, request) {
      const until = performance.now() + (options.waits ? PATIENCE_MS : 0);
      // The second look comes at once, because the claim also fails when another process has just finished.
      for (let look = 1; ; look += 1) {
        const token = await tryToRenew(tools, access, why, request);
        if (token !== BUSY) return token;
        if (look === 1) continue;
        if (performance.now() >= until) throw renewing();
        await sleep(POLL_MS);
      }
    },
  };
}

function renewing(): ShopifyFailure {
  return new ShopifyFailure("token_renewing", "The call was not made, because the token is being renewed.", {
    executed: "no",
  });
}

async function tryToRenew(
  tools: Tools,
  access: ShopAccess,
  why: "ends" | "refused",
  request: Request,
): Promise<string | null | typeof BUSY> {
  const none = why === "ends" ? access.accessToken : null;
  const read = await loadRenewable(tools.db, access.installationId);
  if (read?.state !== "active") return none;
  const stored = tools.secrets.open(read.tokenCipher);
  const replaced = stored !== access.accessToken;
  if (read.tokenExpiresAt === null && read.exchangeRequestedAt === null) return replaced ? stored : none;
  const now = await tools.clock.now();
  const need = renewalNeed(read, now);
  if (why === "ends" && need === "none") return stored;
  if (why === "refused" && need !== "ended") {
    if (replaced) return stored;
    if (now.getTime() - (read.tokenIssuedAt?.getTime() ?? 0) < NEW_MS) return null;
  }
  // A refused token is of no use, however long it should last.
  const works = why === "ends" && need === "early";
  const lease = newId("rnw");
  const until = new Date(now.getTime() + LEASE_MS);
  if (!(await claimRenewal(tools.db, { read, lease, now, until, urgent: !works })))
    return works ? stored : BUSY;
  return renewClaimed(tools, { read, lease, now, works, stored }, request);
}

/** What renews a token: its refresh token, the app's credentials, or the permanent token itself. */
function grantOf({ secrets }: Tools, { read, stored }: { read: Read; stored: string }) {
  if (read.tokenExpiresAt === null) return { grant: "exchange", permanentToken: stored } as const;
  if (read.refreshCipher === null) return { grant: "client_credentials" } as const;
  return { grant: "refresh", refreshToken: secrets.open(read.refreshCipher) } as const;
}

async function renewClaimed(
  tools: Tools,
  {
    read,
    lease,
    now,
    works,
    stored,
  }: { read: Read; lease: string; now: Date; works: boolean; stored: string },
  request: Request,
): Promise<string | typeof BUSY> {
  const { id: installationId, shopDomain, clientId } = read;
  const app = { shopDomain, clientId, clientSecret: tools.secrets.open(read.secretCipher), askedAt: now };
  try {
    const issued = await request({ ...app, ...grantOf(tools, { read, stored }) });
    if (!issued.lifetime) throw new Error("A renewed token has no end.");
    const { lifetime } = issued;
    const sealed = { ...sealToken(tools.secrets, issued), ...{ tokenIssuedAt: lifetime.issuedAt } };
    const renewed = { installationId, lease, ...sealed, tokenExpiresAt: lifetime.expiresAt };
    return (await storeRenewal(tools.db, renewed)) ? issued.accessToken : BUSY;
  } catch (error) {
    const isRefused = error instanceof ShopifyFailure && error.code === "token_ended";
    const pause = isRefused && read.tokenExpiresAt === null ? REFUSED_MS : AGAIN_MS;
    const again = works ? new Date((await tools.clock.now()).getTime() + pause) : null;
    await endRenewal(tools.db, { installationId, lease, until: again });
    if (!(error instanceof ShopifyFailure)) throw error;
    tools.log.warn("an access token could not be renewed", { installationId, code: error.code });
    if (works) return stored;
    // The call itself was not sent, whatever Shopify did with the request for a token.
    throw new ShopifyFailure(error.code, error.message, { executed: "no", retryAfterMs: error.retryAfterMs });
  }
}
