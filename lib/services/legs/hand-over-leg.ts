import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";

/**
 * Requests a separate run for a leg that has to wait. A run's next steps begin only after all its current steps, so a
 * leg that waits in its push's run would delay the push's other legs. Emits one event per leg and push.
 * Proved by `tests/jobs/process-delivery.test.ts`.
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
