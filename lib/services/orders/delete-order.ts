import { and, eq, isNull } from "drizzle-orm";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { reconcileReservations } from "./reconcile-reservations";

/**
 * Marks an order as deleted in its destination store. Its ledger stays. Legs that were not sent are superseded; units
 * that are live in a source store get a change card as over-pushed.
 *
 * Proved by `tests/http/process-delivery.test.ts`.
 */
export async function deleteOrder(
  ctx: Ctx,
  input: { storeId: string; orderGid: string },
): Promise<{ kind: "deleted"; orderId: string } | { kind: "not_found" }> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [row] = await tx
      .update(order)
      .set({ deletedAt: at })
      .where(
        and(
          eq(order.organizationId, ctx.scope.organizationId),
          eq(order.storeId, input.storeId),
          eq(order.shopifyGid, input.orderGid),
          isNull(order.deletedAt),
        ),
      )
      .returning({ id: order.id });
    if (!row) return { kind: "not_found" };
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "order.deleted",
      noun: "order",
      nounId: row.id,
      orderId: row.id,
    });
    await reconcileReservations(tx, ctx, row.id, at);
    return { kind: "deleted", orderId: row.id };
  });
}
