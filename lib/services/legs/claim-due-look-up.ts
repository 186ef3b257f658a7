import { and, eq, isNull, lte, or } from "drizzle-orm";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Claims the due look-up of an uncertain leg, so that only one of all waiting runs queries the store. A look-up that
 * never finishes counts as failed and is due again after `failedPauseMs`. False when another run claimed it first.
 * Proved by `tests/faults/push-protocol.test.ts`.
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
