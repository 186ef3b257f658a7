import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { newId } from "@/lib/services/core/new-id";

/** Opens a standing fault of a store; one of each kind at a time. */
export async function openProblem(
  tx: Tx,
  scope: Scope,
  fault: { storeId: string; kind: string; message: string; at: Date },
): Promise<void> {
  await tx
    .insert(problem)
    .values({
      organizationId: scope.organizationId,
      id: newId("prb"),
      storeId: fault.storeId,
      kind: fault.kind,
      message: fault.message,
      openedAt: fault.at,
    })
    .onConflictDoNothing();
}
