import { and, eq } from "drizzle-orm";
import { lockOrder } from "@/db/queries/orders/lock-order";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { LegCause } from "@/lib/domain/push/leg-cause";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "@/lib/services/orders/project-order";

/**
 * Defers a planned leg: stores why it waits and until when. Nothing was sent.
 * Proved by `tests/faults/budget.test.ts`.
 *
 * @param waitsFor the installation whose circuit breaker has to close first
 */
export async function deferLeg(
  ctx: Ctx,
  leg: { orderId: string; legId: string },
  cause: LegCause,
  waitMs: number,
  waitsFor: string | null = null,
): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockOrder(tx, ctx.scope, leg.orderId);
    await tx
      .update(pushLeg)
      .set({
        causeCode: cause.code,
        causeData: cause.data ?? {},
        notBefore: new Date(at.getTime() + waitMs),
        waitsFor,
      })
      .where(
        and(
          eq(pushLeg.organizationId, ctx.scope.organizationId),
          eq(pushLeg.id, leg.legId),
          eq(pushLeg.state, "planned"),
        ),
      );
    await projectOrder(tx, ctx.scope, leg.orderId, at);
  });
}
