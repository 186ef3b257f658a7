import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { LOOK_PAUSE_MS } from "@/lib/domain/moving/look-timing";
import { failureCause, readCauseCode } from "@/lib/domain/push/leg-cause";
import type { Ctx } from "@/lib/services/core/context";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { type StoreAccess, storeAccesses } from "@/lib/services/installations/shop-access";
import { claimDueLookUp } from "@/lib/services/legs/claim-due-look-up";
import { deferLeg } from "@/lib/services/legs/defer-leg";
import { lookBeforeSend } from "@/lib/services/moving/look-before-send";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { SendSlots } from "@/lib/shopify/client/gateway";
import { claimLeg } from "./claim-leg";
import type { DispatchResult } from "./dispatch-result";
import { expireClaim } from "./expire-claim";
import { type DispatchLeg, loadDispatch } from "./load-dispatch";
import { lookUpLeg } from "./look-up-leg";
import { readLegVariants } from "./read-leg-variants";
import { sendLeg } from "./send-leg";
import { settleLookUp } from "./settle-look-up";
import { takeTrial } from "./take-trial";
import { closedShop, shopToWaitFor, waitForShop } from "./wait-for-shop";
import { waitForStop } from "./wait-for-stop";
import { isWatched, watchLeg } from "./watch-leg";
import { withSendSlot } from "./with-send-slot";

/** The wait before the next read of an order that its shop no longer returns. */
const UNREADABLE_WAIT_MS = 3_600_000;

/** The access to the destination store's shop and to the source store's shop. */
type Shops = { destination: StoreAccess; source: StoreAccess };

/**
 * Advances one leg as far as is possible now (docs/design.md §4). An expired claim becomes uncertain. An uncertain
 * leg is looked up. A planned leg is looked up if it was sent before, then its order is read again, and the leg is
 * claimed and sent once.
 *
 * A leg that needs a shop whose circuit breaker is open waits for it: nothing is read, claimed or recorded. A planned
 * leg that an emergency stop concerns waits for its end; look-ups go on.
 *
 * Safe to call at any time from any number of processes: a leg that is not due waits, and a due leg is advanced by
 * one process. The leg, its ledger and the access to both shops are loaded once.
 */
export async function dispatchLeg(
  ctx: Ctx,
  input: { orderId: string; legId: string },
): Promise<DispatchResult> {
  const leg = await loadDispatch(ctx, input.legId);
  if (!leg || leg.orderId !== input.orderId) return { kind: "settled", state: "not_found" };
  const now = await ctx.clock.now();
  if (leg.state === "claimed") {
    if (leg.leaseUntil !== null && leg.leaseUntil > now) {
      const retryAfterMs = leg.leaseUntil.getTime() - now.getTime();
      return { kind: "waiting", code: "claimed", retryAfterMs };
    }
    return (await expireClaim(ctx, input)) ? dispatchLeg(ctx, input) : { kind: "busy" };
  }
  const watched = isWatched(leg, now);
  if (!watched) {
    if (leg.state !== "planned" && leg.state !== "uncertain") return { kind: "settled", state: leg.state };
    if (leg.notBefore !== null && leg.notBefore > now) {
      const retryAfterMs = leg.notBefore.getTime() - now.getTime();
      const code = leg.state === "uncertain" ? "uncertain" : (readCauseCode(leg.causeCode) ?? "not_before");
      return { kind: "waiting", code, retryAfterMs };
    }
    if (leg.state === "uncertain" && !(await claimDueLookUp(ctx, leg.id, now))) return { kind: "busy" };
  }
  const accesses = await storeAccesses(ctx, leg.installations);
  const source = accesses.get(leg.sourceStoreId) ?? null;
  const destination = accesses.get(leg.storeId) ?? null;
  const closed = closedShop(leg, { destination, source });
  if (closed !== null) return waitForShop(ctx, leg, closed);
  return watched ? watchLeg(ctx, leg, source) : advanceLeg(ctx, leg, { destination, source });
}

/** Looks up and sends a leg that is due. */
async function advanceLeg(ctx: Ctx, leg: DispatchLeg, shops: Shops): Promise<DispatchResult> {
  const lookedUp = leg.state === "uncertain" || leg.everSent;
  const settled = lookedUp ? await lookUpFirst(ctx, leg, shops.source) : null;
  if (settled !== null) return settled;
  // Nothing is read for a send that a stop forbids. The claim and the check right before the send look again.
  if (leg.stopped) return waitForStop(ctx, leg);
  const waiting = leg.denied ? await takeTrial(ctx, leg) : null;
  if (waiting !== null) return waiting;
  try {
    return await withSendSlot(ctx, shops.source, (slots) => readAndSend(ctx, leg, shops, slots));
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, { storeId: leg.sourceStoreId, call: "create_order" }, error);
    return waitAfter(ctx, leg, leg.sourceStoreId, error);
  }
}

/** The result of a call to Shopify, or the failure that it threw. */
async function orFailure<Value>(call: Promise<Value>): Promise<Value | ShopifyFailure> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ShopifyFailure) return error;
    throw error;
  }
}

/**
 * Looks for another app's orders, reads the order and its source variants again, then claims and sends a planned leg. The
 * claim holds the leg back if another app pushed its order.
 */
async function readAndSend(
  ctx: Ctx,
  leg: DispatchLeg,
  shops: Shops,
  slots: SendSlots | null,
): Promise<DispatchResult> {
  const asked = { storeId: leg.sourceStoreId, access: shops.source };
  const { storeId, orderGid } = leg;
  const looked = await orFailure(lookBeforeSend(ctx, leg));
  if (looked instanceof ShopifyFailure) return waitAfter(ctx, leg, leg.sourceStoreId, looked);
  if (looked === "more") {
    await deferLeg(ctx, leg, { code: "other_apps_unread" }, LOOK_PAUSE_MS);
    return { kind: "waiting", code: "other_apps_unread", retryAfterMs: LOOK_PAUSE_MS };
  }
  const order = await orFailure(refreshOrder(ctx, { storeId, orderGid, access: shops.destination }));
  if (order instanceof ShopifyFailure) return waitAfter(ctx, leg, storeId, order);
  // A deleted order cannot be read either, but its leg continues: the claim supersedes it.
  if (order.stored === "unreadable" && leg.deletedAt === null) {
    await deferLeg(ctx, leg, { code: "order_unreadable" }, UNREADABLE_WAIT_MS);
    return { kind: "waiting", code: "order_unreadable", retryAfterMs: UNREADABLE_WAIT_MS };
  }
  const first = { ...asked, variantGids: leg.variantGids, slot: slots?.read ?? null };
  const read = await orFailure(readLegVariants(ctx, first));
  if (read instanceof ShopifyFailure) return waitAfter(ctx, leg, leg.sourceStoreId, read);
  const { orderId, id: legId, generation: seenGeneration, stopIds } = leg;
  const ids = { orderId, legId, seenGeneration, stopIds };
  let claim = await claimLeg(ctx, { ...ids, variants: read });
  if (claim.kind === "unread") {
    const { variantGids } = claim;
    const variants = await readLegVariants(ctx, { ...asked, variantGids, slot: null });
    claim = await claimLeg(ctx, { ...ids, variants });
  }
  if (claim.kind === "stopped") return waitForStop(ctx, leg);
  if (claim.kind === "lost" || claim.kind === "unread") return { kind: "busy" };
  if (claim.kind === "superseded" || claim.kind === "rejected") return { kind: "settled", state: claim.kind };
  const result = await sendLeg(ctx, { leg, claim, access: shops.source, slot: slots?.create ?? null });
  return result.kind === "settled" && result.state === "uncertain" ? lookUpLater : result;
}

const lookUpLater = { kind: "waiting", code: "uncertain", retryAfterMs: LOOK_UP_TIMING.pauseMs } as const;

/** Looks up orders that earlier sends may have created in the source store. Null when the leg may now be sent. */
async function lookUpFirst(ctx: Ctx, leg: DispatchLeg, access: StoreAccess): Promise<DispatchResult | null> {
  let notBeforeMs = 0;
  let waitsFor: string | null = null;
  try {
    if ((await lookUpLeg(ctx, leg, access)) === "found") return { kind: "settled", state: "created" };
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, { storeId: leg.sourceStoreId, call: "look_up" }, error);
    if (leg.state !== "uncertain") return waitAfter(ctx, leg, leg.sourceStoreId, error);
    notBeforeMs = error.retryAfterMs ?? 0;
    waitsFor = shopToWaitFor(leg, leg.sourceStoreId, error.code);
  }
  if (leg.state !== "uncertain") return null;
  const verdict = await settleLookUp(ctx, leg, { generation: leg.generation, notBeforeMs, waitsFor });
  if (verdict.kind === "freed") return null;
  if (verdict.kind === "lost") return { kind: "busy" };
  if (verdict.kind === "left_to_person") return { kind: "settled", state: "uncertain" };
  const now = await ctx.clock.now();
  const retryAfterMs = Math.max(1, verdict.lookAgainAt.getTime() - now.getTime());
  return { kind: "waiting", code: "uncertain", retryAfterMs };
}

/**
 * Defers a leg after a call to a store that failed before anything was sent. The failure is stored as the reason for
 * the wait.
 */
async function waitAfter(
  ctx: Ctx,
  leg: DispatchLeg,
  storeId: string,
  failure: ShopifyFailure,
): Promise<DispatchResult> {
  const waitsFor = shopToWaitFor(leg, storeId, failure.code);
  const retryAfterMs = failure.retryAfterMs ?? remoteErrors[failure.code].waitMs;
  await deferLeg(ctx, leg, failureCause(failure.code, { answer: failure.message }), retryAfterMs, waitsFor);
  return { kind: "waiting", code: failure.code, retryAfterMs };
}
