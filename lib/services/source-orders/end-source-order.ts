import { and, eq } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { findSourceOrder } from "@/db/queries/source-orders/find-source-order";
import { sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import { endLeg } from "./end-leg";
import { promoteDuplicate } from "./promote-duplicate";

/**
 * Handles the deletion of a source order that one of our legs created: the leg ends and covers no units any more, unless
 * a live duplicate takes its place. A deleted duplicate only ends its card.
 *
 * Proved by `tests/faults/second-source-order.test.ts`.
 */
export async function endSourceOrder(
  ctx: Ctx,
  input: { sourceStoreId: string; sourceOrderGid: string },
): Promise<{ kind: "ended" | "not_ours" | "unchanged" }> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const found = await findSourceOrder(tx, ctx.scope, input);
    if (!found) return { kind: "not_ours" };
    const facts = await loadOrderFacts(tx, ctx.scope, found.orderId, { lock: true });
    // Read again under the lock: a read may have promoted a duplicate in the meantime.
    const known = await findSourceOrder(tx, ctx.scope, input);
    const leg = facts?.legs.find((candidate) => candidate.id === found.legId);
    if (!facts || !leg || !known) return { kind: "unchanged" };
    // A deleted order is gone like a cancelled one, and must never be promoted again.
    await tx
      .update(sourceOrder)
      .set({ cancelledAt: known.cancelledAt ?? at })
      .where(and(eq(sourceOrder.organizationId, ctx.scope.organizationId), eq(sourceOrder.id, known.id)));
    const ended =
      !known.duplicate &&
      !(await promoteDuplicate(tx, ctx.scope, known, at)) &&
      (await endLeg(tx, ctx, { facts, leg, name: known.name, cause: "deleted", at }));
    await reconcileReservations(tx, ctx, known.orderId, at);
    return { kind: ended ? "ended" : "unchanged" };
  });
}
