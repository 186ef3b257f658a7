import { and, eq, isNull, lte, or } from "drizzle-orm";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Takes an uncertain leg's look-up that is due, so that of all runs that wait for it one asks the store. One that
 * does not come back counts as failed: it is due again after `failedPauseMs`. False when another run was first.
 */
export async function claimDueLookUp(ctx: Ctx, legId: string, now: Date): Promise<boolean> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .update(pushLeg)
      .set({ notBefore: new Date(now.getTime() + LOOK_UP_TIMING.failedPauseMs) })
      .where(
        and(
          eq(pushLeg.organizationId, ctx.scope.organizationId),
          eq(pushLeg.id, legId),
          eq(pushLeg.state, "uncertain"),
          or(isNull(pushLeg.notBefore), lte(pushLeg.notBefore, now)),
        ),
      )
      .returning({ id: pushLeg.id }),
  );
  return rows.length > 0;
}
