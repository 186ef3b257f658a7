import { and, eq } from "drizzle-orm";
import { findLeg } from "@/db/queries/find-leg";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { failureCause } from "@/lib/domain/push-cause";
import { ShopifyFailure } from "@/lib/shopify/failure";
import type { Slot } from "@/lib/shopify/gateway";
import { claimLeg } from "./claim-leg";
import type { Ctx } from "./context";
import { expireClaim } from "./expire-claim";
import { holdLeg } from "./hold-leg";
import { freeAbsentLeg, type LookUpLeg, lastOpenSend, lookUpLeg } from "./look-up-leg";
import { refreshOrder } from "./refresh-order";
import { reportFailure } from "./report-failure";
import { sendLeg } from "./send-leg";
import { withSendSlot } from "./with-send-slot";

export type DispatchResult =
  | { kind: "settled"; state: string }
  /** Another process holds the leg. */
  | { kind: "busy" }
  /** Nothing was sent; come back after `retryAfterMs`. */
  | { kind: "waiting"; code: string; retryAfterMs: number };

/** How long an order that its shop no longer shows us waits before it is read again. */
const UNREADABLE_WAIT_MS = 3_600_000;

/**
 * Takes one leg as far as it can go now (design: the push protocol): an ended claim becomes uncertain, an
 * uncertain leg is looked up, a planned one gets a fresh read of its order, a look-up of whatever was sent
 * before, a claim, and one send. Safe to call at any time, from any number of processes.
 */
export async function dispatchLeg(
  ctx: Ctx,
  input: { orderId: string; legId: string },
): Promise<DispatchResult> {
  const leg = await readLeg(ctx, input.legId);
  if (!leg || leg.orderId !== input.orderId) return { kind: "settled", state: "not_found" };
  if (leg.state === "claimed") {
    if (!(await expireClaim(ctx, input))) return { kind: "busy" };
    return dispatchLeg(ctx, input);
  }
  if (leg.state !== "planned" && leg.state !== "uncertain") return { kind: "settled", state: leg.state };
  const now = await ctx.clock.now();
  if (leg.state === "planned" && leg.notBefore !== null && leg.notBefore > now) {
    return { kind: "waiting", code: "not_before", retryAfterMs: leg.notBefore.getTime() - now.getTime() };
  }
  const target = { ...input, sourceStoreId: leg.sourceStoreId, originMark: leg.originMark };
  try {
    const sent = await lastOpenSend(ctx, leg.id);
    if (leg.state === "uncertain" || sent !== null) {
      const lookUp = await lookUpLeg(ctx, target, sent?.startedAt ?? now);
      if (lookUp.kind === "found") return { kind: "settled", state: "created" };
      if (leg.state === "uncertain") {
        if (!lookUp.proved) return { kind: "settled", state: "uncertain" };
        if (!(await freeAbsentLeg(ctx, target, leg.generation))) return { kind: "busy" };
      }
    }
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, leg.sourceStoreId, error);
    return waitAfter(ctx, input, error);
  }
  try {
    return await withSendSlot(ctx, leg.sourceStoreId, (slot) => readAndSend(ctx, target, leg, slot));
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, leg.sourceStoreId, error);
    return waitAfter(ctx, input, error);
  }
}

/** Fresh read, claim and send of a planned leg whose turn has come. */
async function readAndSend(
  ctx: Ctx,
  target: LookUpLeg,
  leg: { storeId: string; orderGid: string; deletedAt: Date | null; generation: number },
  slot: Slot | null,
): Promise<DispatchResult> {
  try {
    const fresh = await refreshOrder(ctx, { storeId: leg.storeId, orderGid: leg.orderGid });
    // A deleted order is not readable either; its leg goes on to be superseded.
    if (fresh.stored === "unreadable" && leg.deletedAt === null) {
      await holdLeg(
        ctx,
        target,
        {
          code: "order_unreadable",
          message:
            "The destination store no longer shows this order, so it cannot be checked before sending.",
          remedy: "Grant the app access to all orders, or push it in the source store by hand.",
        },
        UNREADABLE_WAIT_MS,
      );
      return { kind: "waiting", code: "order_unreadable", retryAfterMs: UNREADABLE_WAIT_MS };
    }
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    return waitAfter(ctx, target, error);
  }
  const claim = await claimLeg(ctx, { ...target, seenGeneration: leg.generation });
  if (claim.kind === "lost") return { kind: "busy" };
  if (claim.kind === "superseded") return { kind: "settled", state: "superseded" };
  return sendLeg(ctx, { ...target, claim, slot });
}

async function readLeg(ctx: Ctx, legId: string) {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const leg = await findLeg(tx, ctx.scope, legId);
    if (!leg) return null;
    const [head] = await tx
      .select({ storeId: order.storeId, orderGid: order.shopifyGid, deletedAt: order.deletedAt })
      .from(order)
      .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, leg.orderId)));
    return head ? { ...leg, ...head } : null;
  });
}

/** A read or look-up failed before anything was sent: the leg stays as it is and says why it waits. */
async function waitAfter(
  ctx: Ctx,
  input: { orderId: string; legId: string },
  failure: ShopifyFailure,
): Promise<DispatchResult> {
  const { waitMs, ...cause } = failureCause(failure.code, failure.message);
  const retryAfterMs = failure.retryAfterMs ?? waitMs;
  await holdLeg(ctx, input, cause, retryAfterMs);
  return { kind: "waiting", code: failure.code, retryAfterMs };
}
