import { findLeg } from "@/db/queries/legs/find-leg";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { announceRelease } from "@/lib/services/legs/announce-release";
import { setWatch } from "@/lib/services/legs/set-watch";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import type { LegRequestResult } from "./retry-leg";

/**
 * Skips a planned, refused or uncertain leg at a user's request: the leg is not sent (again), and its units are open
 * for another push, which offers them to the next supplier in rank. A send that may still arrive is looked up until
 * it can no longer appear.
 *
 * @param input.reason stored with the leg and in the audit; never empty
 */
export async function skipLeg(ctx: Ctx, input: { legId: string; reason: string }): Promise<LegRequestResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const leg = await findLeg(tx, ctx.scope, input.legId);
    if (!leg) return { kind: "not_found" };
    const facts = await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const found = facts?.legs.find((candidate) => candidate.id === leg.id);
    if (found?.state !== "planned" && found?.state !== "rejected" && found?.state !== "uncertain") {
      return { kind: "conflict", state: found?.state ?? leg.state };
    }
    await moveLeg(
      tx,
      ctx.scope,
      { id: leg.id, from: found.state, to: "skipped", at },
      { cause: { code: "skipped", data: { by: ctx.actor.label, reason: input.reason } } },
    );
    await setWatch(tx, ctx, leg.id, at);
    await reconcileReservations(tx, ctx, leg.orderId, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.skipped",
      noun: "push_leg",
      nounId: leg.id,
      orderId: leg.orderId,
      data: { sourceStoreId: leg.sourceStoreId, was: found.state, reason: input.reason },
    });
    await announceRelease(tx, ctx, facts, { ...found, state: "skipped", at });
    return { kind: "recorded" };
  });
}
