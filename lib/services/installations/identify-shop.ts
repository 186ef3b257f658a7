import { adoptDomain } from "@/db/system/installations/adopt-domain";
import { findShop } from "@/db/system/installations/find-shop";
import { loadInstallations } from "@/db/system/installations/load-installations";
import { claimSilentShops, hasSilentShops, recordShopAnswer } from "@/db/system/installations/silent-shops";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { installationAccess } from "./shop-access";

/** The most shops that are asked for one webhook, one after another. */
const ASKED_AT_ONCE = 5;

/** A shop that fell silent is asked at most once in this time, whatever the number of webhooks from unknown domains. */
const ASK_PAUSE_MS = 10 * 60_000;

type Identified =
  | { kind: "found"; installationId: string }
  /** Every shop of the app has said that it has another domain. */
  | { kind: "nobody" }
  /** A shop that fell silent has not answered yet. */
  | { kind: "unsure" };

/**
 * Finds the shop behind a correctly signed webhook from a domain that is not known: its id, if the webhook names it;
 * otherwise the app's shops that have sent nothing under their known domain since are asked for their domain, a few at a
 * time. A shop that was renamed keeps its installation, stores and history under the new domain.
 *
 * Proved by tests/http/identity/renamed-shops.test.ts.
 *
 * @param stray.shopGid the shop's id that the webhook names; null for most topics
 * @param stray.since when the webhook was triggered
 */
export async function identifyShop(
  ctx: SystemCtx,
  stray: {
    deliveryId: string;
    topic: string;
    appCredentialId: string;
    shopDomain: string;
    shopGid: string | null;
    since: Date;
  },
): Promise<Identified> {
  const { appCredentialId, shopDomain, since } = stray;
  const cause = { kind: "webhook" as const, id: stray.deliveryId, label: stray.topic };
  const named =
    stray.shopGid === null ? null : await findShop(ctx.db, { appCredentialId, shopGid: stray.shopGid });
  const now = await ctx.clock.now();
  if (named) {
    await adoptDomain(ctx.db, { ...named, shopDomain, since, now, cause });
    return { kind: "found", ...named };
  }
  const asking = { appCredentialId, since, now, pauseMs: ASK_PAUSE_MS, limit: ASKED_AT_ONCE };
  for (const installationId of await claimSilentShops(ctx.db, asking)) {
    const answer = await askShop(ctx, installationId);
    if (!answer) continue;
    const news = { installationId, shopDomain: answer.shopDomain, since: answer.beganAt, now, cause };
    await adoptDomain(ctx.db, news);
    if (answer.shopDomain === shopDomain) return { kind: "found", installationId };
  }
  return (await hasSilentShops(ctx.db, { appCredentialId, since })) ? { kind: "unsure" } : { kind: "nobody" };
}

/** Reads a shop's domain with its token. Null when it does not answer; its own problems are found by its other calls. */
async function askShop(
  ctx: SystemCtx,
  installationId: string,
): Promise<{ shopDomain: string; beganAt: Date } | null> {
  const [row] = await loadInstallations(ctx.db, [installationId]);
  if (!row) return null;
  const beganAt = await ctx.clock.now();
  try {
    const { shopDomain, shopGid } = await ctx.shopify.readShop(await installationAccess(ctx, row));
    await recordShopAnswer(ctx.db, { installationId, shopGid, beganAt });
    return { shopDomain, beganAt };
  } catch (error) {
    if (error instanceof ShopifyFailure) return null;
    throw error;
  }
}
