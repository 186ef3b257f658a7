import { findLeg } from "@/db/queries/legs/find-leg";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import type { LegState } from "@/lib/domain/orders/leg-state";
import { eligibility } from "@/lib/domain/push/eligibility";
import type { HoldReason } from "@/lib/domain/push/hold-reason";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { endWait } from "@/lib/services/legs/end-wait";
import { requestDispatch } from "@/lib/services/legs/request-dispatch";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";

export type LegRequestResult =
  | { kind: "recorded" }
  | { kind: "not_found" }
  /** The leg's state does not allow the request. */
  | { kind: "conflict"; state: LegState };

export type RetryLegResult =
  | LegRequestResult
  /** The leg is automatic and its order has stops or cautions: the leg would be superseded before it is sent. */
  | { kind: "held"; reasons: HoldReason[] };

/**
 * Retries a refused leg with the same mark; its lines are rebuilt from current facts when it is dispatched. A leg
 * that waits is dispatched now. A leg of an automatic push stays automatic, so it is not retried while the order has
 * stops or cautions; a user may push by hand.
 */
export async function retryLeg(ctx: Ctx, input: { legId: string }): Promise<RetryLegResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const leg = await findLeg(tx, ctx.scope, input.legId);
    if (!leg) return { kind: "not_found" };
    const facts = await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const found = facts?.legs.find((candidate) => candidate.id === leg.id);
    const state = found?.state;
    if (facts && found?.pushMode === "automatic" && (state === "rejected" || state === "planned")) {
      const { stops, cautions } = eligibility(facts);
      if (stops.length + cautions.length > 0) return { kind: "held", reasons: [...stops, ...cautions] };
    }
    if (state === "rejected") {
      await moveLeg(tx, ctx.scope, { id: leg.id, from: "rejected", to: "planned", at });
      await reconcileReservations(tx, ctx, leg.orderId, at);
    } else if (state === "planned") {
      await endWait(tx, ctx.scope, leg.id);
    } else {
      return { kind: "conflict", state: state ?? leg.state };
    }
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.retried",
      noun: "push_leg",
      nounId: leg.id,
      orderId: leg.orderId,
      data: { sourceStoreId: leg.sourceStoreId },
    });
    await requestDispatch(tx, ctx, { orderId: leg.orderId, legId: leg.id, at });
    return { kind: "recorded" };
  });
}
