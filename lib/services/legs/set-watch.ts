import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { pushLeg } from "@/db/schema/push";
import { watchAgainAt } from "@/lib/domain/dispatch/look-up";
import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Sets when a leg in a settled state is looked up again because an earlier send may still arrive, or clears that
 * time. The caller holds the order's lock.
 * Proved by `tests/faults/uncertain-legs.test.ts`.
 */
export async function setWatch(tx: Tx, ctx: Ctx, legId: string, at: Date): Promise<void> {
  const notBefore = watchAgainAt(await legLedger(tx, ctx.scope, legId), at, LOOK_UP_TIMING);
  await tx
    .update(pushLeg)
    .set({ notBefore, waitsFor: null })
    .where(and(eq(pushLeg.organizationId, ctx.scope.organizationId), eq(pushLeg.id, legId)));
}
