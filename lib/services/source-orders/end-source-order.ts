import { and, eq } from "drizzle-orm";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { findSourceOrder } from "@/db/queries/source-orders/find-source-order";
import { sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { announceRelease } from "@/lib/services/legs/announce-release";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import { promoteDuplicate } from "./promote-duplicate";

/** Handles the deletion of a source order that one of our legs created: the leg ends and covers no units any more. */
export async function endSourceOrder(
  ctx: Ctx,
  input: { sourceStoreId: string; sourceOrderGid: string },
): Promise<{ kind: "ended" | "not_ours" | "unchanged" }> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const known = await findSourceOrder(tx, ctx.scope, input);
    if (!known) return { kind: "not_ours" };
    const facts = await loadOrderFacts(tx, ctx.scope, known.orderId, { lock: true });
    if (known.duplicate) {
      await tx
        .update(sourceOrder)
        .set({ cancelledAt: known.cancelledAt ?? at })
        .where(and(eq(sourceOrder.organizationId, ctx.scope.organizationId), eq(sourceOrder.id, known.id)));
      return { kind: "unchanged" };
    }
    if (await promoteDuplicate(tx, ctx.scope, known)) return { kind: "unchanged" };
    if (!(await moveLeg(tx, ctx.scope, { id: known.legId, from: "created", to: "ended", at }))) {
      return { kind: "unchanged" };
    }
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.ended",
      noun: "push_leg",
      nounId: known.legId,
      orderId: known.orderId,
      data: { sourceOrder: known.name, cause: "deleted" },
    });
    const leg = facts?.legs.find((candidate) => candidate.id === known.legId);
    if (leg) await announceRelease(tx, ctx, facts, { ...leg, state: "ended", at });
    await reconcileReservations(tx, ctx, known.orderId, at);
    return { kind: "ended" };
  });
}
