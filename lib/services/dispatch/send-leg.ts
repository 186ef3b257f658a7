import { SEND_TIMEOUT_MS, TOO_MANY_ATTEMPTS_MS } from "@/lib/domain/dispatch/push-timing";
import { refusals } from "@/lib/domain/installations/refusal";
import { remoteErrors, whatNext } from "@/lib/domain/installations/remote-error";
import { EMERGENCY_STOP, failureCause, refusalCause } from "@/lib/domain/push/leg-cause";
import type { Ctx } from "@/lib/services/core/context";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { connected, type StoreAccess } from "@/lib/services/installations/shop-access";
import { recordSourceOrder } from "@/lib/services/source-orders/record-source-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { Slot } from "@/lib/shopify/client/gateway";
import { type Claim, claimHolds } from "./claim-leg";
import type { DispatchResult } from "./dispatch-result";
import type { DispatchLeg } from "./load-dispatch";
import { settleAttempt } from "./settle-attempt";
import { shopToWaitFor } from "./wait-for-shop";
import { waitForStop } from "./wait-for-stop";

/** The lease must outlast the send's timeout by this time. */
const LEASE_MARGIN_MS = 5_000;

/**
 * Sends a claimed leg's `orderCreate` once, checking the lease and emergency stops right before the request is written
 * to the socket, and settles the outcome: created, refused, proved not executed, or uncertain.
 * Proved by `tests/faults/frozen-sender.test.ts`.
 */
export async function sendLeg(
  ctx: Ctx,
  input: {
    leg: DispatchLeg;
    claim: Claim;
    access: StoreAccess;
    slot: Slot | null;
  },
): Promise<DispatchResult> {
  const { claim } = input;
  const { id: legId, orderId, sourceStoreId, stopIds } = input.leg;
  const settlement = { orderId, legId, attemptId: claim.attemptId, generation: claim.generation };
  try {
    const askedAt = await ctx.clock.now();
    const answer = await ctx.shopify.createOrder(connected(input.access), claim.input, {
      timeoutMs: SEND_TIMEOUT_MS,
      slot: input.slot,
      beforeSend: async () => {
        const neededMs = SEND_TIMEOUT_MS + LEASE_MARGIN_MS;
        const { generation } = claim;
        if (!(await claimHolds(ctx, { legId, generation, neededMs, stopIds }))) {
          throw new ShopifyFailure("lease_lost", "The claim's lease ended before the send.", {
            executed: "no",
          });
        }
      },
    });
    if (answer.kind === "created") {
      await recordSourceOrder(ctx, {
        orderId,
        legId,
        sourceStoreId,
        attemptId: claim.attemptId,
        outcome: "created",
        call: "create_order",
        askedAt,
        sourceOrders: [answer.order],
      });
      return { kind: "settled", state: "created" };
    }
    if (answer.kind === "too_many_attempts") {
      const cause = { code: "too_many_attempts" } as const;
      await settleAttempt(
        ctx,
        { ...settlement, cause },
        { kind: "not_executed", notBeforeMs: TOO_MANY_ATTEMPTS_MS, waitsFor: null },
      );
      return { kind: "waiting", code: cause.code, retryAfterMs: TOO_MANY_ATTEMPTS_MS };
    }
    const cause = refusalCause(answer.errors);
    const { next } = refusals[cause.code];
    const refusal = { ...settlement, cause, answer: { userErrors: answer.errors } };
    await settleAttempt(ctx, refusal, { kind: next === "look_up" ? "indefinite" : "refused" });
    return { kind: "settled", state: next === "look_up" ? "uncertain" : "rejected" };
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    return settleFailure(ctx, input.leg, settlement, error);
  }
}

async function settleFailure(
  ctx: Ctx,
  leg: DispatchLeg,
  settlement: { orderId: string; legId: string; attemptId: string; generation: number },
  failure: ShopifyFailure,
): Promise<DispatchResult> {
  await reportFailure(ctx, { storeId: leg.sourceStoreId, call: "create_order" }, failure);
  const next = whatNext(failure.code, { write: true, executed: failure.executed });
  const maybeExecuted = next === "look_up";
  const cause = failureCause(failure.code, { answer: failure.message, maybeExecuted });
  if (maybeExecuted) {
    await settleAttempt(ctx, { ...settlement, cause }, { kind: "indefinite" });
    return { kind: "settled", state: "uncertain" };
  }
  if (next === "reject") {
    // A request that Shopify rejects stays rejected: sending it again would give the same answer.
    await settleAttempt(ctx, { ...settlement, cause }, { kind: "refused" });
    return { kind: "settled", state: "rejected" };
  }
  const waitsFor = shopToWaitFor(leg, leg.sourceStoreId, failure.code);
  const notBeforeMs = failure.retryAfterMs ?? remoteErrors[failure.code].waitMs;
  await settleAttempt(ctx, { ...settlement, cause }, { kind: "not_executed", notBeforeMs, waitsFor });
  if (failure.code === EMERGENCY_STOP) return waitForStop(ctx, leg);
  return { kind: "waiting", code: failure.code, retryAfterMs: notBeforeMs };
}
