import { and, eq, isNull, sql } from "drizzle-orm";
import { emergencyStop } from "@/db/schema/stop";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { emitAll } from "@/lib/services/core/emit";
import { mayStop } from "./begin-stop";

/** The most legs that are released at once; the sweeper releases the rest. */
const LIMIT = 5_000;

export type LiftStopResult =
  /** `released`: sends that waited for the stop and go on now. */
  { kind: "lifted"; released: number } | { kind: "not_found" };

/**
 * Lifts an emergency stop and releases the legs that wait for it, oldest first. A leg that another stop concerns waits
 * for that one.
 *
 * @param input.reason stored in the audit; never empty
 *
 * Proved by `tests/faults/stores/emergency-stop.test.ts`.
 */
export async function liftStop(ctx: Ctx, input: { stopId: string; reason: string }): Promise<LiftStopResult> {
  const { organizationId } = ctx.scope;
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const own = and(
      eq(emergencyStop.organizationId, organizationId),
      eq(emergencyStop.id, input.stopId),
      isNull(emergencyStop.liftedAt),
    );
    const [stop] = await tx.select().from(emergencyStop).where(own).for("update");
    if (!stop || !(await mayStop(tx, ctx.scope, stop))) return { kind: "not_found" };
    await tx
      .update(emergencyStop)
      .set({ liftedAt: at, liftedBy: ctx.actor.label, liftReason: input.reason })
      .where(own);
    const released = await tx.execute<{ id: string; orderId: string }>(sql`
      with released as (
        update push_leg l set waits_for = null, not_before = l.created_at
        from (select w.organization_id, w.id from push_leg w
          where w.organization_id = ${organizationId} and w.waits_for = ${stop.id}
          order by w.created_at limit ${LIMIT}) w
        where l.organization_id = w.organization_id and l.id = w.id and l.waits_for = ${stop.id}
        returning l.id, l.order_id as "orderId", l.created_at)
      select id, "orderId" from released order by created_at, id`);
    const dispatches = [...released].map(({ id, orderId }) => ({
      name: "order/leg.dispatch-requested" as const,
      eventId: `dispatch:${id}:${stop.id}`,
      data: { organizationId, orderId, legId: id },
      at,
    }));
    await emitAll(tx, dispatches);
    const { level, subjectId } = stop;
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "sending.resumed" },
      ...{ noun: "emergency_stop", nounId: stop.id },
      data: { level, subjectId, reason: input.reason, released: released.length },
    });
    return { kind: "lifted", released: released.length };
  });
}
