import { and, eq, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { fixedWaits } from "@/lib/domain/push/leg-cause";

/**
 * Ends the wait of a planned leg at a user's request, unless it waits for a limit of the store.
 * Proved by `tests/faults/second-source-order.test.ts`.
 */
export async function endWait(tx: Tx, scope: Scope, legId: string): Promise<void> {
  await tx
    .update(pushLeg)
    .set({ notBefore: null, waitsFor: null })
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        eq(pushLeg.id, legId),
        eq(pushLeg.state, "planned"),
        notInArray(pushLeg.causeCode, [...fixedWaits]),
      ),
    );
}
