import { and, eq } from "drizzle-orm";
import { findLeg } from "@/db/queries/legs/find-leg";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { requestDispatch } from "@/lib/services/legs/request-dispatch";
import type { LegRequestResult } from "./retry-leg";

/** Requests an immediate look-up of an uncertain leg in its source store, before its next scheduled look-up. */
export async function requestLookUp(ctx: Ctx, input: { legId: string }): Promise<LegRequestResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const leg = await findLeg(tx, ctx.scope, input.legId);
    if (!leg) return { kind: "not_found" };
    const ended = leg.state === "claimed" && leg.leaseUntil !== null && leg.leaseUntil <= at;
    if (leg.state !== "uncertain" && !ended) return { kind: "conflict", state: leg.state };
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.look_up_requested",
      noun: "push_leg",
      nounId: leg.id,
      orderId: leg.orderId,
      data: { sourceStoreId: leg.sourceStoreId },
    });
    await tx
      .update(pushLeg)
      .set({ notBefore: at, waitsFor: null })
      .where(
        and(
          eq(pushLeg.organizationId, ctx.scope.organizationId),
          eq(pushLeg.id, leg.id),
          eq(pushLeg.state, "uncertain"),
        ),
      );
    await requestDispatch(tx, ctx, { orderId: leg.orderId, legId: leg.id, at });
    return { kind: "recorded" };
  });
}
