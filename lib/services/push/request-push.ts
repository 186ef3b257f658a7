import { findPush } from "@/db/queries/legs/find-push";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import { eligibility, pushCautions } from "@/lib/domain/push/eligibility";
import type { Caution, Stop } from "@/lib/domain/push/hold-reason";
import { type ChosenLine, planPush } from "@/lib/domain/push/push-plan";
import type { Ctx } from "@/lib/services/core/context";
import { endWait } from "@/lib/services/legs/end-wait";
import { requestDispatch } from "@/lib/services/legs/request-dispatch";
import { recordPush } from "./record-push";

export type RequestPushInput = {
  orderId: string;
  /** The source stores to push to; null means all that the order routes to. */
  sourceStoreIds: readonly string[] | null;
  /**
   * The lines and quantities that the user chose, each with its source store. Without it, all open units are pushed.
   */
  lines?: readonly ChosenLine[] | undefined;
  /** Why the user pushes despite cautions. */
  reason?: string | undefined;
  /** Identifies one press of a button: a request that arrives twice is one push. */
  requestKey?: string | undefined;
};

export type RequestPushResult =
  | { kind: "recorded"; pushId: string | null; legs: number }
  | { kind: "not_found" }
  | { kind: "nothing_to_push" }
  | { kind: "stopped"; stops: Stop[] }
  | { kind: "needs_reason"; cautions: Caution[] };

/**
 * Records a user's push: plans it under the order's lock, reserves the units, and leaves sending to the jobs. Legs
 * that wait or are uncertain are dispatched again, which looks them up first. No unit is planned twice, however many
 * requests arrive.
 */
export async function requestPush(ctx: Ctx, input: RequestPushInput): Promise<RequestPushResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    if (!facts) return { kind: "not_found" };
    const repeated = input.requestKey && (await findPush(tx, ctx.scope, input.orderId, input.requestKey));
    if (repeated) return { kind: "recorded", ...repeated };
    const { stops } = eligibility(facts);
    if (stops.length > 0) return { kind: "stopped", stops };
    const chosen = input.lines ? { lines: input.lines } : {};
    const plan = planPush(facts, { mode: "manual", choice: input.sourceStoreIds, ...chosen });
    const unsettled = facts.legs.filter(
      (leg) =>
        input.lines === undefined &&
        (leg.state === "uncertain" || leg.state === "planned") &&
        (input.sourceStoreIds === null || input.sourceStoreIds.includes(leg.sourceStoreId)),
    );
    if (plan.legs.length === 0 && unsettled.length === 0) return { kind: "nothing_to_push" };
    const cautions = pushCautions(
      facts,
      plan.legs.flatMap((leg) => leg.lines),
    );
    const reason = input.reason?.trim() || null;
    if (plan.legs.length > 0 && cautions.length > 0 && reason === null)
      return { kind: "needs_reason", cautions };
    for (const leg of unsettled) await endWait(tx, ctx.scope, leg.id);
    for (const leg of unsettled)
      await requestDispatch(tx, ctx, { orderId: input.orderId, legId: leg.id, at });
    if (plan.legs.length === 0) return { kind: "recorded", pushId: null, legs: unsettled.length };
    const pushId = await recordPush(tx, ctx, {
      orderId: input.orderId,
      mode: "manual",
      sourceStoreIds: input.sourceStoreIds,
      lines: input.lines ?? null,
      requestKey: input.requestKey ?? null,
      reason,
      cautions,
      legs: plan.legs,
      at,
    });
    return { kind: "recorded", pushId, legs: plan.legs.length + unsettled.length };
  });
}
