import { type Scope, withScope } from "@/db/scope";
import { saveShopFacts } from "@/db/system/installations/save-shop-facts";
import {
  loadShopCheck,
  postponeShopCheck,
  readTraffic,
  saveShopCheck,
} from "@/db/system/installations/shop-checks";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { type CheckReason, DAY_MS, dueCheck, RETRY_MS } from "@/lib/domain/installations/shop-check";
import { limitsOrderCreates } from "@/lib/domain/installations/shop-plan";
import { gapOf, type SubscriptionReport } from "@/lib/domain/installations/subscription-report";
import type { Actor, Ctx, SystemCtx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { openProblem } from "@/lib/services/installations/open-problem";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { reportScopes } from "@/lib/services/installations/report-scopes";
import { restoreOrigin } from "@/lib/services/installations/restore-origin";
import { scopedStores } from "@/lib/services/installations/scoped-stores";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { subscribeWebhooks } from "./subscribe-webhooks";
import { wantedSubscriptions } from "./wanted-subscriptions";

/** The result of looking at a shop. */
type CheckResult =
  | { kind: "checked"; why: CheckReason; report: SubscriptionReport }
  /** Nothing is due yet. */
  | { kind: "waits"; next: Date }
  /** The shop did not answer as it should. The store shows why, unless it passes by itself. */
  | { kind: "failed"; code: ShopifyFailure["code"] }
  | { kind: "gone" };

/** What Shopify refused is tried again after this time: a missing permission does not return within minutes. */
const REFUSED_MS = 60 * 60_000;

const webhooks: Actor = { kind: "system", label: "Webhooks" };

/**
 * Compares the webhook subscriptions of a shop with those that its stores' roles need, when that is due (see
 * `dueCheck`), and repairs them. Stores the shop's plan and access scopes too. What cannot be repaired is a problem of
 * the shop's stores; the check is repeated after ten minutes. Creates the definition of the origin mark where it may be
 * missing. Repeatable at any time.
 *
 * @param input.asked a user wants the check now
 *
 * Proved by tests/http/store-health/check-shop.test.ts.
 */
export async function checkShop(
  ctx: SystemCtx,
  input: { installationId: string; origin: string; asked?: Actor },
): Promise<CheckResult> {
  const { installationId, asked } = input;
  const known = await loadShopCheck(ctx.db, installationId);
  const stores = await scopedStores(ctx.db, installationId);
  const [first] = stores;
  if (!known) return { kind: "gone" };
  const seen = { installationId, subscribeAt: known.subscribeAt };
  if (known.state !== "active" || !first) {
    await postponeShopCheck(ctx.db, seen, new Date((await ctx.clock.now()).getTime() + DAY_MS));
    return { kind: "gone" };
  }
  const wanted = wantedSubscriptions(input.origin);
  const traffic = await readTraffic(ctx.db, installationId);
  const upToDate = known.subscriptions === wanted && !asked;
  const { why, next } = dueCheck({ ...known, upToDate, traffic }, await ctx.clock.now());
  if (why === null) {
    await postponeShopCheck(ctx.db, seen, next);
    return { kind: "waits", next };
  }
  const beganAt = await ctx.clock.now();
  try {
    const scoped = storeCtx(ctx, first.scope, asked);
    const { storeId } = first.store;
    await refreshShopFacts(scoped, storeId, installationId);
    // After an install or a new role the shop may lack it. A failure repeats the whole check.
    if (!upToDate) await restoreOrigin(ctx, { stores, actor: asked ?? webhooks });
    const done = await subscribeWebhooks(scoped, {
      ...{ storeId, origin: input.origin },
      destination: stores.some(({ store }) => store.destination),
      source: stores.some(({ store }) => store.source),
    });
    if (done.kind === "not_found") return { kind: "gone" };
    const at = await ctx.clock.now();
    const { kind: _kind, ...found } = done;
    const report = { at: at.toISOString(), ...found, gap: gapOf(known, found.created, at) };
    const complete = report.refused.length === 0;
    await saveShopCheck(ctx.db, seen, {
      ...{ report, checkedAt: at, subscriptions: complete ? wanted : null },
      next: complete
        ? dueCheck({ upToDate: true, checkedAt: at, traffic }, at).next
        : new Date(at.getTime() + REFUSED_MS),
    });
    for (const { store, scope } of stores)
      await reportChecked(storeCtx(ctx, scope), store.storeId, { report, beganAt, at });
    return { kind: "checked", why, report };
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    const at = await ctx.clock.now();
    await postponeShopCheck(ctx.db, seen, new Date(at.getTime() + RETRY_MS));
    for (const { store, scope } of stores)
      await reportUnchecked(storeCtx(ctx, scope), store.storeId, error, at);
    return { kind: "failed", code: error.code };
  }
}

/** Stores the shop's plan and access scopes, on which some topics depend, and reports scopes that are missing. */
async function refreshShopFacts(ctx: Ctx, storeId: string, installationId: string): Promise<void> {
  const { plan, scopes } = await ctx.shopify.readShop(await shopAccess(ctx, storeId));
  await saveShopFacts(ctx.db, installationId, { plan, scopes, createLimited: limitsOrderCreates(plan) });
  await reportScopes(ctx, { installationId, scopes });
}

/** Opens the problem of a store whose topics Shopify refused, or clears it when nothing is missing. */
async function reportChecked(
  { db, scope }: Ctx,
  storeId: string,
  { report, beganAt, at }: { report: SubscriptionReport; beganAt: Date; at: Date },
): Promise<void> {
  const [first] = report.refused;
  const topics = report.refused.map(({ topic }) => topic).join(", ");
  await withScope(db, scope, async (tx) => {
    if (first) {
      const data = { call: "subscribe", answer: first.answer, topics } as const;
      await openProblem(tx, scope, { storeId, kind: "subscriptions_missing", data, at });
    } else await clearProblems(tx, scope, { storeId, call: "subscribe", beganAt, at });
  });
}

/** Opens the problem of a store whose shop did not answer as it should, unless that passes by itself. */
async function reportUnchecked(ctx: Ctx, storeId: string, failure: ShopifyFailure, at: Date): Promise<void> {
  const { becomesProblem, health, next } = remoteErrors[failure.code];
  if (becomesProblem) return reportFailure(ctx, { storeId, call: "subscribe" }, failure);
  if (health !== "failed" && next === "retry") return;
  const data = { call: "subscribe", answer: failure.message } as const;
  await withScope(ctx.db, ctx.scope, (tx) =>
    openProblem(tx, ctx.scope, { storeId, kind: "subscriptions_missing", data, at }),
  );
}

function storeCtx(ctx: SystemCtx, scope: Scope, asked?: Actor): Ctx {
  return { ...ctx, scope, actor: asked ?? webhooks };
}
