import { findLeg } from "@/db/queries/legs/find-leg";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import { absenceIsFresh } from "@/lib/domain/dispatch/look-up";
import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { requestDispatch } from "@/lib/services/legs/request-dispatch";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import type { LegRequestResult } from "./retry-leg";

export type DeclareAbsentResult =
  | LegRequestResult
  /** The last look-up is too old, failed, or began before the sender's lease had ended. */
  | { kind: "needs_look_up" };

/**
 * Records a user's statement that an uncertain leg's order is not in the source store, after a recent look-up that
 * did not find it. The leg is planned again with the same mark, and is looked up again right before it is sent.
 *
 * @param input.reason stored in the audit; never empty
 */
export async function declareAbsent(
  ctx: Ctx,
  input: { legId: string; reason: string },
): Promise<DeclareAbsentResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const leg = await findLeg(tx, ctx.scope, input.legId);
    if (!leg) return { kind: "not_found" };
    const facts = await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const found = facts?.legs.find((candidate) => candidate.id === leg.id);
    if (found?.state !== "uncertain") return { kind: "conflict", state: found?.state ?? leg.state };
    const ledger = await legLedger(tx, ctx.scope, leg.id);
    if (!absenceIsFresh(ledger, at, LOOK_UP_TIMING)) return { kind: "needs_look_up" };
    await moveLeg(tx, ctx.scope, { id: leg.id, from: "uncertain", to: "planned", at });
    await reconcileReservations(tx, ctx, leg.orderId, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.declared_absent",
      noun: "push_leg",
      nounId: leg.id,
      orderId: leg.orderId,
      data: { sourceStoreId: leg.sourceStoreId, reason: input.reason },
    });
    await requestDispatch(tx, ctx, { orderId: leg.orderId, legId: leg.id, at });
    return { kind: "recorded" };
  });
}
