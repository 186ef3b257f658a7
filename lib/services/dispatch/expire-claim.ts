import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "@/lib/services/orders/project-order";

/**
 * Moves a leg whose lease has ended from `claimed` to `uncertain`: the process died or was suspended, and Shopify may
 * have executed its send. False when the claim still holds or another process moved the leg.
 * Proved by `tests/faults/push-protocol.test.ts`.
 */
export async function expireClaim(ctx: Ctx, leg: { orderId: string; legId: string }): Promise<boolean> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const found = facts?.legs.find((candidate) => candidate.id === leg.legId);
    if (found?.state !== "claimed" || found.leaseUntil === null || found.leaseUntil > at) return false;
    const moved = await moveLeg(
      tx,
      ctx.scope,
      { id: leg.legId, from: "claimed", to: "uncertain", at, generation: found.generation },
      {
        cause: { code: "sender_died" },
        notBefore: at,
      },
    );
    if (!moved) return false;
    await projectOrder(tx, ctx.scope, leg.orderId, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.marked_uncertain",
      noun: "push_leg",
      nounId: leg.legId,
      orderId: leg.orderId,
      data: { code: "sender_died" },
    });
    return true;
  });
}
