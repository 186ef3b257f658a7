import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";

/**
 * Gives a leg that has to wait to a run of its own. A run's next steps begin only when all its steps have ended,
 * so a leg that waited in its push's run would hold up the push's other legs. Once for each leg of a push.
 */
export async function handOverLeg(
  ctx: Ctx,
  leg: { orderId: string; legId: string; pushId: string },
): Promise<void> {
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  await withScope(ctx.db, ctx.scope, (tx) =>
    emit(tx, {
      name: "order/leg.dispatch-requested",
      eventId: `dispatch:${leg.legId}:push:${leg.pushId}`,
      data: { organizationId, orderId: leg.orderId, legId: leg.legId },
      at,
    }),
  );
}
