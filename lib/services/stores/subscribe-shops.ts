import { mintScope, withScope } from "@/db/scope";
import { claimUnsubscribed, saveSubscriptions } from "@/db/system/installations/claim-unsubscribed";
import { type InstalledStore, storesOfInstallation } from "@/db/system/installations/stores-of-installation";
import { contentHash } from "@/lib/services/core/content-hash";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { openProblem } from "@/lib/services/installations/open-problem";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { topics } from "@/lib/services/intake/topics/topics";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { subscribeWebhooks } from "./subscribe-webhooks";

/** A shop that failed, or whose worker died, is tried again after this time. */
const RETRY_MS = 10 * 60_000;

/** The most shops of one run; the next run takes the rest. */
const LIMIT = 20;

/**
 * Subscribes connected shops to the webhook topics of this version, at the portal's current URL. A shop is done once for
 * each version of the topics, by one of several workers. A failure opens a problem of the shop's stores, does not affect
 * other shops, and is repeated ten minutes later.
 *
 * @param input.origin the portal's public URL
 *
 * Proved by tests/http/subscribe-shops.test.ts.
 */
export async function subscribeShops(
  ctx: SystemCtx,
  input: { origin: string },
): Promise<{ done: number; failed: number }> {
  const wanted = contentHash({
    origin: input.origin,
    topics: topics.map(({ subscription, includeFields, destination, source, anyScope }) => [
      ...[subscription, destination, source],
      includeFields,
      anyScope ?? [],
    ]),
  });
  const now = await ctx.clock.now();
  const retryAt = new Date(now.getTime() + RETRY_MS);
  const shops = await claimUnsubscribed(ctx.db, { wanted, now, retryAt, limit: LIMIT });
  const counts = { done: 0, failed: 0 };
  for (const { id } of shops) {
    try {
      const stores = await storesOfInstallation(ctx.db, id);
      const done = await subscribeShop(ctx, stores, input.origin);
      if (done) await saveSubscriptions(ctx.db, id, wanted);
      counts[done ? "done" : "failed"] += 1;
    } catch (error) {
      counts.failed += 1;
      const name = error instanceof Error ? error.name : typeof error;
      ctx.log.error("the webhooks of a shop could not be set up", { installationId: id, error: name });
    }
  }
  return counts;
}

/** Subscribes one shop for the roles of all its stores. Returns false after a failure, which is then a problem. */
async function subscribeShop(
  ctx: SystemCtx,
  stores: readonly InstalledStore[],
  origin: string,
): Promise<boolean> {
  const [first] = stores;
  if (!first) return true;
  const destination = stores.some((store) => store.destination);
  const source = stores.some((store) => store.source);
  const beganAt = await ctx.clock.now();
  try {
    await subscribeWebhooks(systemCtx(ctx, first), { storeId: first.storeId, origin, destination, source });
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    for (const store of stores) await report(systemCtx(ctx, store), store.storeId, error);
    return false;
  }
  const at = await ctx.clock.now();
  for (const store of stores) {
    const { db, scope } = systemCtx(ctx, store);
    const success = { storeId: store.storeId, call: "subscribe", beganAt, at } as const;
    await withScope(db, scope, (tx) => clearProblems(tx, scope, success));
  }
  return true;
}

async function report(ctx: Ctx, storeId: string, failure: ShopifyFailure): Promise<void> {
  await reportFailure(ctx, { storeId, call: "subscribe" }, failure);
  const at = await ctx.clock.now();
  const data = { call: "subscribe", answer: failure.message } as const;
  await withScope(ctx.db, ctx.scope, (tx) =>
    openProblem(tx, ctx.scope, { storeId, kind: "subscriptions_missing", data, at }),
  );
}

function systemCtx(ctx: SystemCtx, store: InstalledStore): Ctx {
  const actor = { kind: "system", label: "Webhooks" } as const;
  return { ...ctx, scope: mintScope(store.organizationId), actor };
}
