import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/** Clears a store's standing faults: the success that calls this has proved them gone. */
export async function clearProblems(tx: Tx, scope: Scope, storeId: string, at: Date): Promise<void> {
  await tx
    .update(problem)
    .set({ clearedAt: at })
    .where(
      and(
        eq(problem.organizationId, scope.organizationId),
        eq(problem.storeId, storeId),
        isNull(problem.clearedAt),
      ),
    );
}
