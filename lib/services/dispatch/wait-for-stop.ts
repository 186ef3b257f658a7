import { and, eq, inArray, isNull } from "drizzle-orm";
import { lockOrder } from "@/db/queries/orders/lock-order";
import { pushLeg } from "@/db/schema/push";
import { emergencyStop } from "@/db/schema/stop";
import { withScope } from "@/db/scope";
import { EMERGENCY_STOP } from "@/lib/domain/push/leg-cause";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "@/lib/services/orders/project-order";
import type { DispatchResult } from "./dispatch-result";
import type { DispatchLeg } from "./load-dispatch";

/** Lifting the stop ends the wait at once. A run of the leg's job does not wait for so long. */
const STOPPED_WAIT_MS = 15 * 60_000;

/** The wait before the next dispatch of a leg whose stop was lifted in the meantime. */
const LIFTED_WAIT_MS = 1_000;

/**
 * Lets a planned leg wait until an emergency stop is lifted. Lifting releases all legs that wait for the stop. The stop's
 * row is locked first, so that a stop that is lifted at the same time either sees the leg or is not waited for.
 *
 * Proved by `tests/faults/stores/emergency-stop.test.ts`.
 */
export async function waitForStop(
  ctx: Ctx,
  leg: Pick<DispatchLeg, "orderId" | "legId" | "stopIds">,
): Promise<DispatchResult> {
  const { organizationId } = ctx.scope;
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    await lockOrder(tx, ctx.scope, leg.orderId);
    const [stop] = await tx
      .select({ id: emergencyStop.id })
      .from(emergencyStop)
      .where(
        and(
          eq(emergencyStop.organizationId, organizationId),
          isNull(emergencyStop.liftedAt),
          inArray(emergencyStop.subjectId, [organizationId, ...leg.stopIds]),
        ),
      )
      .orderBy(emergencyStop.begunAt, emergencyStop.id)
      .limit(1)
      .for("share");
    const code = EMERGENCY_STOP;
    if (!stop) return { kind: "waiting", code, retryAfterMs: LIFTED_WAIT_MS };
    await tx
      .update(pushLeg)
      .set({
        ...{ causeCode: code, causeData: {}, waitsFor: stop.id },
        notBefore: new Date(at.getTime() + STOPPED_WAIT_MS),
      })
      .where(
        and(
          eq(pushLeg.organizationId, organizationId),
          eq(pushLeg.id, leg.legId),
          eq(pushLeg.state, "planned"),
        ),
      );
    await projectOrder(tx, ctx.scope, leg.orderId, at);
    return { kind: "waiting", code, retryAfterMs: STOPPED_WAIT_MS };
  });
}
